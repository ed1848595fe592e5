import { existsSync } from "node:fs";
import { join } from "node:path";
import { launchBrowser } from "../support/browser.ts";
import { startModelExplorer } from "./speed/model-explorer-page.ts";
import { startNetron } from "./speed/netron-page.ts";
import { densenet201, resnet18, resnet152, tenThousand } from "./speed/nets.ts";
import { onnxFiles } from "./speed/onnx-files.ts";
import { openModel } from "./speed/our-page.ts";
import type { Rival } from "./speed/rival.ts";
import { type Measured, rows, type Stage } from "./speed/rows.ts";
import { watchPage } from "./speed/watch.ts";
import { documentOf } from "./support/documents.ts";
import { startPageServer } from "./support/page-server.ts";

const howToGetRivals = `
Without others. To measure Netron or Model Explorer too, get their sources and give their folders, for example:

    pip install --no-deps --target dist/netron netron
    git clone --depth 1 https://github.com/google-ai-edge/model-explorer dist/model-explorer
    npm run report -- speed dist/netron dist/model-explorer
`;

process.exit((await printSpeed(process.argv.slice(2))) ? 0 : 1);

/**
 * Prints how long the preview takes to paint, in headless Chromium with a warm cache, as a table. Beside each time stands how
 * much of it the page's main thread worked: on a busy machine it also waits. Given folders with Netron or Model Explorer, their times
 * on the same nets stand beside them.
 */
async function printSpeed(folders: readonly string[]): Promise<boolean> {
  const nets = [resnet18, resnet152, densenet201, tenThousand];
  const documents = new Map(nets.map((net) => [net.name, documentOf(net)]));
  const rivals = await Promise.all(folders.map((folder) => startRival(folder, documents)));
  const [server, browser] = await Promise.all([startPageServer(), launchBrowser()]);
  const context = await browser.newContext({ viewport: { width: 900, height: 800 } });
  // tsx marks functions with it, also those that go to the page.
  await context.addInitScript("globalThis.__name = (named) => named");
  const page = await context.newPage();
  const stage: Stage = { page, watch: await watchPage(page), server, rivals, documents };
  await warmUp(stage);
  if (rivals.length === 0) console.log(howToGetRivals);
  const titles = rivals.flatMap(({ name }) => [name, "ratio"]);
  console.log(`| ${["what", "aim", "CNN Blocks", "main-thread work", ...titles].join(" | ")} |`);
  console.log(`|---${"|---:".repeat(3 + titles.length)}|`);
  for (const row of rows) {
    const measured = await row.measure(stage);
    console.log(`| ${[row.what, row.aim, ...cells(measured, row.unit, rivals.length)].join(" | ")} |`);
  }
  await browser.close();
  await server.stop();
  for (const rival of rivals) rival.stop();
  return true;
}

/** What a folder has tells which program it is. */
function startRival(folder: string, documents: Stage["documents"]): Promise<Rival> {
  const isExplorer = existsSync(join(folder, "src/server/package"));
  return isExplorer ? startModelExplorer(folder, documents) : startNetron(folder, onnxFiles(documents));
}

/** A browser keeps what it compiled of a script once it has run a few times. */
async function warmUp({ page, server, rivals, documents }: Stage): Promise<void> {
  const model = documents.get(resnet18.name);
  if (model === undefined) return;
  for (let round = 0; round < 3; round++) await openModel(page, server, model);
  for (const rival of rivals) for (let round = 0; round < 3; round++) await rival.open(page, resnet18.name);
}

/** The ratio is above 1 where CNN Blocks is faster. */
function cells({ ours, theirs }: Measured, unit: "ms" | "frames/s", rivals: number): readonly string[] {
  const told = (time: number | undefined): string => (time === undefined ? "–" : time.toFixed(0));
  const beside = Array.from({ length: rivals }, (_, index) => {
    const their = theirs[index] ?? null;
    const ratio = their === null ? null : their.passed / ours.passed;
    return [
      told(their?.passed),
      ratio === null ? "–" : `× ${(unit === "ms" ? ratio : 1 / ratio).toFixed(1)}`,
    ];
  });
  return [told(ours.passed), told(ours.worked), ...beside.flat()];
}
