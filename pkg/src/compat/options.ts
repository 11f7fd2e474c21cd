import { failure, type Given } from "./arguments.js";
import type { HostOptions, TlsOptions } from "../engine.js";
import type { ClientConfig, Credentials } from "../generated/types.js";

/** The options of a client. */
export interface CompatOptions {
  /** Base URL with context path; a user and a token in it are the credentials. */
  baseUrl: string | URL;
  /** Crumbs are taken care of, so that `true` and `false` are the same. */
  crumbIssuer?: boolean;
  /** Sent with every request. */
  headers?: Record<string, string>;
  /** How long one answer may take, in milliseconds; 0 and less are as without it, as in npm `jenkins`. */
  timeout?: number;
  /** Files can be uploaded without it. */
  formData?: unknown;
  ca?: TlsOptions["ca"];
  cert?: TlsOptions["cert"];
  key?: TlsOptions["key"];
  passphrase?: string;
  servername?: string;
  /** An undici dispatcher, in place of `agent`. */
  dispatcher?: object;
  /** In place of undici. */
  fetch?: typeof fetch;
}

/** What a client is made of. */
export interface Settings {
  config: ClientConfig & { credentials: Credentials };
  host: HostOptions;
}

const TLS = ["ca", "cert", "key", "passphrase", "servername"] as const;
const KNOWN: readonly string[] = ["baseUrl", "crumbIssuer", "headers", "timeout", "formData", "dispatcher", "fetch", "promisify", "name", "tags", ...TLS];
const WITH_DISPATCHER = "pass `dispatcher`, an Agent of undici that is made with what you need";

/** Why options are refused, and what to do in place of them. */
const REFUSED: Record<string, string> = {
  agent: WITH_DISPATCHER,
  encoders: "there is no way: bodies are built and read by the core",
  decoders: "there is no way: bodies are built and read by the core",
};

/** Reads the options: a base URL, then more, or all in one object. */
export function settings(given: Given): Settings {
  for (const name of Object.keys(given)) {
    if (given[name] !== undefined && !KNOWN.includes(name)) throw failure("", `the option ${name} is not taken; ${REFUSED[name] ?? WITH_DISPATCHER}`);
  }
  const { baseUrl, crumbIssuer, headers, timeout, dispatcher, fetch } = given as unknown as CompatOptions;
  if (typeof crumbIssuer === "function") throw failure("", "crumbIssuer cannot be a function: crumbs are fetched when needed and renewed when refused; leave it out");
  if (timeout !== undefined && timeout !== null && (typeof timeout !== "number" || Number.isNaN(timeout))) throw failure("", "timeout is no number of milliseconds");
  const { url, credentials } = base(baseUrl);
  const tls = Object.fromEntries(TLS.filter((name) => given[name] !== undefined).map((name) => [name, given[name]]));
  return {
    config: { url, credentials, ...(headers ? { headers: texts(headers) } : {}) },
    host: {
      ...(Object.keys(tls).length > 0 ? { tls: tls as TlsOptions } : {}),
      ...(!timeout || timeout <= 0 ? {} : { timeoutMillis: timeout }),
      ...(dispatcher ? { dispatcher } : {}),
      ...(fetch ? { fetch } : {}),
    },
  };
}

function base(given: string | URL | undefined): { url: string; credentials: Credentials } {
  if (given === undefined || given === null || given === "") throw failure("", "baseUrl required");
  let url: URL;
  try {
    url = new URL(given);
  } catch {
    // Not quoted, and without the cause: there may be a token in it.
    throw failure("", "baseUrl is no URL");
  }
  if (!/^https?:$/.test(url.protocol)) throw failure("", "baseUrl needs http or https");
  const user = decodeURIComponent(url.username);
  const token = decodeURIComponent(url.password);
  if (user !== "" && token === "") throw failure("", "baseUrl names a user without a token; write https://USER:TOKEN@HOST/");
  url.username = "";
  url.password = "";
  return { url: url.href, credentials: user === "" ? { kind: "anonymous" } : { kind: "token", user, token } };
}

function texts(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
