const bellpull = require("bellpull");
import("../main.mjs").then(async ({ main }) => console.log(await main(bellpull, process.argv[2])));
