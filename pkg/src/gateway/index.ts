/**
 * The gateway: what a back end mounts, so that no token reaches a page.
 *
 * @packageDocumentation
 */
export { type AuditFile, type AuditRecord, type AuditSink, FileSink } from "./audit.js";
export { createGateway, type Gateway } from "./gateway.js";
export { type FastifyLike, type FastifyReplyLike, type FastifyRequestLike, toFastify } from "./fastify.js";
export { type Incoming, original } from "./incoming.js";
export { type Answering, type NodeHandler, toNode } from "./node.js";
export type { GatewayOptions } from "./options.js";
export { type GatewayCode, Refusal } from "./refusal.js";
export { MemoryStore } from "./memory.js";
export { type Lock, type Store, StoreError } from "./store.js";
export type * from "../generated/policy.js";
