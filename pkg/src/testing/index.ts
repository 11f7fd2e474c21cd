/**
 * A simulated Jenkins, to test applications against.
 *
 * @packageDocumentation
 */
export type { Clock } from "../engine.js";
export type * from "../generated/scenario.js";
export type { ListenOptions, SimServer } from "./server.js";
export { createSimulator, type Simulator, type SimulatorOptions } from "./simulator.js";
