// Who can sign in, by a signed cookie. In place of it: what the application has.
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const { SECRET = randomBytes(32).toString("hex"), ORIGIN = "" } = process.env;
const PEOPLE = { ann: { id: "ann", name: "Ann", groups: ["release"] }, ben: { id: "ben", name: "Ben" } };

/** What only this back end can have written. */
export function sign(text) {
  return `${text}.${createHmac("sha256", SECRET).update(text).digest("base64url")}`;
}

/** The text, if this back end has signed it. */
export function signed(value) {
  const text = value.slice(0, Math.max(0, value.lastIndexOf(".")));
  const [given, own] = [Buffer.from(value), Buffer.from(sign(text))];
  return given.length === own.length && timingSafeEqual(given, own) ? text : null;
}

/** The person of these cookies, or null. */
export function person(cookies) {
  const id = signed(/(?:^|;\s*)person=([\w.-]+)/.exec(cookies ?? "")?.[1] ?? "");
  return id !== null && Object.hasOwn(PEOPLE, id) ? PEOPLE[id] : null;
}

/** The cookie of somebody who signs in, or null. */
export function signIn(id) {
  if (!Object.hasOwn(PEOPLE, id)) return null;
  return `person=${sign(id)}; Path=/; HttpOnly; SameSite=Strict${ORIGIN.startsWith("https:") ? "; Secure" : ""}`;
}
