import { launchBrowser } from "../support/browser.ts";
import { startNetron } from "./speed/netron-page.ts";
import { densenet201, resnet18, resnet152, tenThousand } from "./speed/nets.ts";
import { onnxFiles } from "./speed/onnx-files.ts";
import { openModel } from "./speed/our-page.ts";
import { type Measured, rows, type Stage } from "./speed/rows.ts";
import { watchPage } from "./speed/watch.ts";
import { documentOf } from "./support/documents.ts";
import { startPageServer } from "./support/page-server.ts";

const howToGetNetron = `
Without Netron. To measure it too, get its sources and give their folder, for example:

    pip install --no-deps --target dist/netron netron && npm run report -- speed dist/netron
`;

process.exit((await printSpeed(process.argv[2])) ? 0 : 1);

/**
 * Prints how long the preview takes to paint, in headless Chromium with a warm cache, as a table. Beside each time stands how
 * much of it the page's main thread worked: on a busy machine it also waits. Given a folder with Netron, its times on the same
 * nets as ONNX files stand beside them.
 */
async function printSpeed(folder?: string): Promise<boolean> {
  const nets = [resnet18, resnet152, densenet201, tenThousand];
  const documents = new Map(nets.map((net) => [net.name, documentOf(net)]));
  const netron = folder === undefined ? null : await startNetron(folder, onnxFiles(documents));
  const [server, browser] = await Promise.all([startPageServer(), launchBrowser()]);
  const context = await browser.newContext({ viewport: { width: 900, height: 800 } });
  // tsx marks functions with it, also those that go to the page.
  await context.addInitScript("globalThis.__name = (named) => named");
  const page = await context.newPage();
  const stage: Stage = { page, watch: await watchPage(page), server, netron, documents };
  await warmUp(stage);
  if (netron === null) console.log(howToGetNetron);
  const rival = netron === null ? "Netron" : `Netron ${netron.version}`;
  console.log(`| what | aim | CNN Blocks | main-thread work | ${rival} | ratio |`);
  console.log("|---|---:|---:|---:|---:|---:|");
  for (const row of rows) {
    const measured = await row.measure(stage);
    console.log(`| ${[row.what, row.aim, ...cells(measured, row.unit)].join(" | ")} |`);
  }
  await browser.close();
  await server.stop();
  netron?.stop();
  return true;
}

/** A browser keeps what it compiled of a script once it has run a few times. */
async function warmUp({ page, server, netron, documents }: Stage): Promise<void> {
  const model = documents.get(resnet18.name);
  if (model === undefined) return;
  for (let round = 0; round < 3; round++) await openModel(page, server, model);
  for (let round = 0; round < 3; round++) await netron?.open(page, resnet18.name);
}

/** The ratio is above 1 where CNN Blocks is faster. */
function cells({ ours, netron }: Measured, unit: "ms" | "frames/s"): readonly string[] {
  const told = (time: number | undefined): string => (time === undefined ? "–" : time.toFixed(0));
  const ratio = netron === null ? null : netron.passed / ours.passed;
  const faster = ratio === null ? "–" : `× ${(unit === "ms" ? ratio : 1 / ratio).toFixed(1)}`;
  return [...[ours.passed, ours.worked, netron?.passed].map(told), faster];
}
