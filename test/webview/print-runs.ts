import { nn } from "../../src/library/index.ts";
import { byteSize } from "../../src/words/index.ts";
import { launchBrowser } from "../support/browser.ts";
import { documentOf } from "./support/documents.ts";
import { resnet18 } from "./support/examples.ts";
import { isMemoryKnown, releaseUnused, rendererBytes } from "./support/page-memory.ts";
import { startPageServer } from "./support/page-server.ts";
import { openPreview } from "./support/preview-driver.ts";

process.exit((await printRuns(Number(process.argv[2] ?? 100))) ? 0 : 1);

/**
 * Runs models in the preview again and again, each time with weights of another seed, and prints what the page holds in
 * memory. Fine where that does not grow: after the first tenth of the runs by no more than two models' weights.
 */
async function printRuns(count: number): Promise<boolean> {
  if (!isMemoryKnown) {
    console.error("This system does not show the memory of a process as a file.");
    return false;
  }
  const [server, browser] = await Promise.all([startPageServer(), launchBrowser()]);
  const preview = await openPreview(await browser.newPage(), server);
  const wide = { name: "Wide", build: () => new nn.Linear(2048, 2048), input: [1, 2048] };
  const models = [resnet18, wide].map(documentOf);
  const weights = Math.max(...models.map(({ report }) => 4 * Number(report.total.parameters)));
  let settled = 0;
  let largest = 0;
  for (let run = 1; run <= count; run++) {
    const model = models[run % models.length] ?? models[0];
    if (model === undefined) break;
    await preview.show(model);
    const { kind } = await preview.run([model], { seed: run, runs: 1 });
    if (kind !== "done") throw new Error(`Run ${run} of ${model.name} ended as ${kind}.`);
    await releaseUnused(preview.page);
    const bytes = await rendererBytes(browser);
    if (run <= Math.ceil(count / 10)) settled = Math.max(settled, bytes);
    largest = Math.max(largest, bytes);
    if (run % Math.ceil(count / 10) === 0) console.log(`after ${run} runs: ${byteSize(bytes)}`);
  }
  await browser.close();
  await server.stop();
  const isFlat = largest - settled <= 2 * weights;
  console.log(
    `The most was ${byteSize(largest)}, of the first tenth ${byteSize(settled)}: ${isFlat ? "flat" : "it grows"}.`,
  );
  return isFlat;
}
