import * as bellpull from "bellpull";
import * as testing from "bellpull/testing";
import { main } from "../main.mjs";
console.log(await main(bellpull, Deno.args[0], testing));
