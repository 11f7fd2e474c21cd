import type { Root, View } from "../generated/types.js";
import { failure, type Given, names, read, selection, whole } from "./arguments.js";
import type { Caller } from "./caller.js";
import type { Name, ReadOptions } from "./job.js";
import { refuse } from "./refused.js";

/** `jenkins.view`. */
export class ViewCalls {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
    refuse("view", this);
  }

  /** Whether a view exists and may be seen. */
  exists(name: Name): Promise<boolean>;
  exists(options: { name: Name }): Promise<boolean>;
  async exists(...given: unknown[]): Promise<boolean> {
    const options = read("view.exists", given, "name");
    const told = await this.#caller.attempt({ call: "view.exists" }, { op: "view", ...place("view.exists", options), tree: "name" });
    if (!(told instanceof Error)) return true;
    if (told.statusCode === 404) return false;
    throw told;
  }

  /** A view as Jenkins describes it. */
  get(name: Name, options?: ReadOptions): Promise<View>;
  get(options: { name: Name } & ReadOptions): Promise<View>;
  async get(...given: unknown[]): Promise<View> {
    const options = read("view.get", given, "name");
    const words = { call: "view.get", missing: String(options["name"]) };
    return this.#caller.read(words, { op: "view", ...place("view.get", options), ...selection(options) });
  }

  /** The views of the server, or of a folder. */
  list(name?: Name | ReadOptions, options?: ReadOptions): Promise<Root["views"]>;
  list(options: { name?: Name } & ReadOptions): Promise<Root["views"]>;
  async list(...given: unknown[]): Promise<Root["views"]> {
    const options = read("view.list", given, "name");
    const words = { call: "view.list" };
    const { views } = (options["name"]
      ? await this.#caller.read(words, { op: "job", job: names("view.list", options["name"]), ...whole(options) })
      : await this.#caller.read(words, { op: "root", ...whole(options) })) as { views?: Root["views"] };
    if (!Array.isArray(views)) throw failure("view.list", "returned bad data");
    return views;
  }
}

/** The last name is the view's, those before it are of its folder. */
function place(call: string, { name }: Given): { job?: string[]; view: string } {
  const all = names(call, name);
  const folder = all.slice(0, -1);
  return { ...(folder.length > 0 ? { job: folder } : {}), view: all.at(-1) as string };
}
