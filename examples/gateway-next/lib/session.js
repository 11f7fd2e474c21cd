// A signed cookie, in place of the application's own sessions.
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

// In place of these: whom the application knows.
const PEOPLE = { ann: { id: "ann", name: "Ann", groups: ["release"] }, ben: { id: "ben", name: "Ben" } };

// Routes are modules of their own, each of which would make up a secret of its own.
globalThis.deskSecret ??= process.env.SECRET ?? randomBytes(32).toString("hex");

function sign(id) {
  return `${id}.${createHmac("sha256", globalThis.deskSecret).update(id).digest("base64url")}`;
}

/** The cookie's value for somebody; null for somebody unknown. */
export function issue(id) {
  return Object.hasOwn(PEOPLE, id) ? sign(id) : null;
}

/** Who a cookie's value stands for. */
export function signedIn(value = "") {
  const [id] = value.split(".");
  if (!Object.hasOwn(PEOPLE, id)) return null;
  const [given, own] = [Buffer.from(value), Buffer.from(sign(id))];
  return given.length === own.length && timingSafeEqual(given, own) ? PEOPLE[id] : null;
}
