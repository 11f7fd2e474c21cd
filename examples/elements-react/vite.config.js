import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  // Nothing inline, so that a page under a strict policy can load it.
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false } },
});
