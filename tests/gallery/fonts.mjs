// The fonts and the way of drawing them that the browser finds, so that no sheet depends on what is installed.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The environment in which a browser on Linux sees one family of fonts alone; `folder` is for its files. */
export async function onlyOurFonts(root, folder) {
  await mkdir(folder, { recursive: true });
  const file = join(folder, "fonts.conf");
  await writeFile(file, CONFIG(join(root, "node_modules/dejavu-fonts-ttf/ttf"), join(folder, "cache")));
  return { ...process.env, FONTCONFIG_FILE: file };
}

const CONFIG = (fonts, cache) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${fonts}</dir>
  <cachedir>${cache}</cachedir>
  <match target="font">
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="autohint" mode="assign"><bool>false</bool></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
  </match>
  <alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
`;
