/** The glue that the build writes beside the bundles. */
declare module "*/bellpull_wasm.js" {
  export default function init(): Promise<unknown>;

  export class Client {
    constructor(config: object);
    call(operation: object, onEvent?: ((event: never) => void) | undefined, signal?: AbortSignal | undefined): Promise<unknown>;
  }
}
