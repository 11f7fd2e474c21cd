// Sending by XMLHttpRequest, since a page's fetch does not tell how much of a body has gone.

/** From this size on somebody may have to wait for a body to go. */
export const LARGE = 64 << 10;

/** An answer; `moved` if the browser has followed a redirect, which for a write is none. */
export interface Uploaded {
  status: number;
  /** Lines of `name: value`. */
  headers: string;
  body: Uint8Array<ArrayBuffer>;
  moved: boolean;
}

/** Whether this host can tell how much has gone. */
export const canUpload = typeof XMLHttpRequest === "function" && typeof document !== "undefined";

/** Posts a body, telling how much of it has gone. Rejects like fetch: with a TypeError if no answer comes, and when it is given up. */
export function upload(url: string, headers: [string, string][], body: string | Uint8Array, cookies: boolean, signal: AbortSignal | undefined, progress: (sent: number, total: number) => void): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const giveUp = (): void => request.abort();
    const end = (): void => signal?.removeEventListener("abort", giveUp);
    request.open("POST", url);
    request.responseType = "arraybuffer";
    request.withCredentials = cookies;
    for (const [name, value] of headers) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => progress(loaded, total);
    request.onload = () => {
      resolve({ status: request.status, headers: request.getAllResponseHeaders(), body: new Uint8Array(request.response as ArrayBuffer), moved: request.responseURL !== new URL(url, document.baseURI).href });
    };
    request.onerror = () => reject(new TypeError("Failed to send"));
    request.onabort = () => reject(new DOMException("The request was given up", "AbortError"));
    request.onloadend = end;
    signal?.addEventListener("abort", giveUp);
    if (signal?.aborted) return giveUp(), reject(new DOMException("The request was given up", "AbortError"));
    request.send(body as XMLHttpRequestBodyInit);
  });
}
