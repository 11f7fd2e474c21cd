const bellpull = require("bellpull");
const testing = require("bellpull/testing");
import("../main.mjs").then(async ({ main }) => console.log(await main(bellpull, process.argv[2], testing)));
