import * as bellpull from "bellpull";
import { main } from "../main.mjs";
console.log(await main(bellpull, process.argv[2]));
