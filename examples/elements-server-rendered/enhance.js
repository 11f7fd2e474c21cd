// Loads the elements, which take the place of the forms in them, unless somebody has begun to fill one in meanwhile.
const script = "/bellpull.js";
let begun = false;
document.addEventListener("input", () => (begun = true), { once: true });

// Into the cache first: between the question below and the elements no time shall pass.
await (await fetch(script)).arrayBuffer();
if (!begun) await import(script);
