import type { Command } from "./command.js";
import { call } from "./commands/call.js";
import { abort, approve } from "./commands/decide.js";
import { describe } from "./commands/describe.js";
import { doctor } from "./commands/doctor.js";
import { follow } from "./commands/follow.js";
import { inputs } from "./commands/inputs.js";
import { log } from "./commands/log.js";
import { sim } from "./commands/sim.js";
import { stop } from "./commands/stop.js";
import { trigger } from "./commands/trigger.js";

/** All commands, in the order of the help. */
export const COMMANDS: readonly Command[] = [trigger, follow, inputs, approve, abort, log, stop, describe, call, doctor, sim];
