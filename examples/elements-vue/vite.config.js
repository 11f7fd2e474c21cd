import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

export default defineConfig({
  // Else Vue takes them for components of its own that it does not find.
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith("jenkins-") } } })],
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false } },
});
