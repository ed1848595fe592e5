import { readFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { buildKernel } from "../../scripts/build-kernel.ts";
import { root } from "../../scripts/root.ts";
import { backendNames, type KernelBytes, randnInput } from "../../src/runtime/index.ts";
import { raceInBrowser } from "./browser-race.ts";
import type { BenchModel, LayerTime, Measurement } from "./engine.ts";
import { benchModel, usualModels } from "./models.ts";
import { onnxEngine } from "./onnx-engine.ts";
import { measureLimit, ourEngine } from "./our-engine.ts";
import { tfjsInNode } from "./peers/tfjs-in-node.ts";
import { race } from "./race.ts";

/*
 * `npm run bench -- [--node] [--browser] [--layers] [--seconds 3] [net …]`: our engine beside others, in this Node and
 * in headless Chromium, on the same nets with the same weights. Prints Markdown.
 */

const options = process.argv.slice(2);
const has = (name: string): boolean => options.includes(name);
const seconds = Number(options[options.indexOf("--seconds") + 1] || 3);
const named = options.filter((word) => /^[A-Z]/.test(word));
const both = has("--node") === has("--browser");

await buildKernel();
const models = (named.length > 0 ? named : usualModels).map(benchModel);
console.log(
  `${cpus()[0]?.model}, float32, batch 1, one thread; medians in milliseconds, engines in turns.\n`,
);
if (both || has("--node")) await benchNode(models);
if (both || has("--browser")) await benchBrowser(models);

async function benchNode(nets: readonly BenchModel[]): Promise<void> {
  const kernels = await readKernels();
  const engines = [ourEngine(kernels), onnxEngine(), tfjsInNode()];
  const measurements: Measurement[] = [];
  for (const net of nets) {
    measurements.push(...(await race(engines, net, randnInput(net.inputShape, 1), seconds * 1000)));
  }
  print(`Node ${process.versions.node}`, measureLimit(kernels), nets, measurements);
}

async function benchBrowser(nets: readonly BenchModel[]): Promise<void> {
  const { version, results } = await raceInBrowser(nets, seconds * 1000);
  const limit = Math.max(...results.map((result) => result.limit));
  print(
    `Chromium ${version.split(".")[0]}`,
    limit,
    nets,
    results.flatMap((result) => result.measurements),
  );
}

async function readKernels(): Promise<KernelBytes> {
  const read = async (name: string) =>
    [name, await readFile(join(root, `dist/kernel/${name}.wasm`))] as const;
  return Object.fromEntries(await Promise.all(backendNames.map(read)));
}

function print(
  host: string,
  limit: number,
  nets: readonly BenchModel[],
  measurements: readonly Measurement[],
): void {
  console.log(`### ${host}, multiply–add limit ${limit.toFixed(1)} GFLOP/s\n`);
  const engines = [...new Set(measurements.map(({ engine }) => engine))];
  const [ours = "", ...others] = engines;
  console.log(
    `| net | ${ours} | GFLOP/s | ${others.join(" | ")} | ratio | first output | largest difference |`,
  );
  console.log(`|---|${"---|".repeat(engines.length + 4)}`);
  for (const net of nets) {
    const of = (engine: string) =>
      measurements.find((one) => one.engine === engine && one.model === net.name);
    const mine = of(ours);
    if (mine === undefined) continue;
    const peers = others.flatMap((engine) => of(engine) ?? []);
    const ratio = Math.min(...peers.map(({ median }) => median)) / mine.median;
    const cells = [
      net.name,
      mine.median.toFixed(1),
      ((2 * net.macs) / mine.median / 1e6).toFixed(0),
      ...peers.map(({ median }) => median.toFixed(1)),
      `× ${ratio.toFixed(2)}`,
      mine.firstOutput.toFixed(0),
      Math.max(...peers.map(({ difference }) => difference)).toExponential(1),
    ];
    console.log(`| ${cells.join(" | ")} |`);
  }
  console.log("");
  if (has("--layers"))
    for (const { engine, model, layers } of measurements) printLayers(engine, model, layers, limit);
}

function printLayers(engine: string, model: string, layers: readonly LayerTime[], limit: number): void {
  if (layers.length === 0) return;
  const total = layers.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  console.log(`#### ${model}, ${engine}: layers of at least 0.5 %\n`);
  console.log("| layer | output | ms | share | GFLOP/s | of the limit |\n|---|---|---|---|---|---|");
  for (const { algorithm, output, macs, milliseconds } of layers) {
    if (milliseconds < total / 200) continue;
    const speed = (2 * macs) / milliseconds / 1e6;
    const share = `${((100 * milliseconds) / total).toFixed(1)} %`;
    const cells = [algorithm, output, milliseconds.toFixed(2), share];
    const rates = macs === 0 ? ["", ""] : [speed.toFixed(0), `${((100 * speed) / limit).toFixed(0)} %`];
    console.log(`| ${[...cells, ...rates].join(" | ")} |`);
  }
  console.log("");
}
