import * as bellpull from "bellpull";
import * as testing from "bellpull/testing";
import { main } from "../main.mjs";
console.log(await main(bellpull, process.argv[2], testing));
