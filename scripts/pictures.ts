import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { exitOnSignals } from "../test/support/end-with-us.ts";
import { indexedPng } from "./pictures/indexed-png.ts";
import { pictures } from "./pictures/pictures.ts";
import { quantize } from "./pictures/quantize.ts";
import { readPng } from "./pictures/read-png.ts";
import { openStage } from "./pictures/stage.ts";
import { root } from "./root.ts";

/*
 * `npm run pictures`: retakes the pictures of README and of the walkthrough in a real VS Code with the packaged
 * extension. `npm run pictures -- hero run` retakes only those whose path contains one of the words. The times
 * that the pictures show are measured, so run it while the machine is idle.
 */

exitOnSignals();
const words = process.argv.slice(2);
const wanted = pictures.filter(({ path }) => words.length === 0 || words.some((word) => path.includes(word)));
const stage = await openStage();
try {
  for (const { path, take } of wanted) {
    const file = join(root, path);
    const png = indexedPng(quantize(readPng(await take(stage.page))));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, png);
    console.log(`${path}, ${Math.round(png.length / 1024)} KiB`);
  }
} catch (error) {
  await stage.page.screenshot({ path: join(root, "dist/test/failed-picture.png") });
  throw error;
} finally {
  await stage.close();
}
process.exit();
