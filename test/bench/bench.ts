import "../support/virtual-modules.mjs";
import { readFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import * as ort from "onnxruntime-web";
import { buildKernel } from "../../scripts/build-kernel.ts";
import { root } from "../../scripts/root.ts";
import { backendNames, type KernelBytes, randnInput } from "../../src/runtime/index.ts";
import { growInBrowser, raceInBrowser } from "./browser-race.ts";
import type { BenchModel, Engine, Measurement } from "./engine.ts";
import { growthCases, growthText } from "./growth.ts";
import { measureGrowth } from "./measure-growth.ts";
import { benchModel, usualModels } from "./models.ts";
import { onnxEngine } from "./onnx-engine.ts";
import { measureLimit, ourEngine } from "./our-engine.ts";
import { tfjsInNode } from "./peers/tfjs-in-node.ts";
import { race } from "./race.ts";
import { type Report, reportText } from "./report.ts";

const usage =
  "npm run bench -- [--node] [--browser] [--layers] [--threads 2] [--seconds 3] [--native] [--growth] [--analysis] [net …]";

/*
 * Our engine beside others, in this Node and in headless Chromium, on the same nets with the same weights.
 * Prints Markdown. With several threads, our engine on one runs, too. `--native` puts engines outside WebAssembly
 * beside them. `--growth` instead measures our
 * engine's time for a MAC as blocks grow, `--analysis` the work of the analysis as files and models grow.
 */

const { values: options, positionals: named } = readOptions();
const seconds = Number(options.seconds);
const threads = Number(options.threads);
const both = options.node === options.browser;

const isRace = !options.growth && !options.analysis;
await buildKernel();
const models = !isRace ? [] : (named.length > 0 ? named : usualModels).map(benchModel);
const cores = cpus();
console.log(
  `${cores[0]?.model}, ${cores.length} cores, float32, batch 1; medians in milliseconds, engines in turns.\n`,
);
if (options.analysis) await benchAnalysis();
if (options.growth) await benchGrowth();
if (isRace) {
  if (both || options.node) await benchNode(models);
  if (both || options.browser) await benchBrowser(models);
}
// The threads of ONNX Runtime never end by themselves.
if (threads > 1) process.exit();

async function benchNode(nets: readonly BenchModel[]): Promise<void> {
  const kernels = await readKernels();
  const inWebAssembly = threads > 1 ? await threadedEngines(kernels) : oneThreadEngines(kernels);
  const engines = [...inWebAssembly, ...(await natives())];
  const measurements: Measurement[] = [];
  for (const net of nets) {
    measurements.push(...(await race(engines, net, randnInput(net.inputShape, 1), seconds * 1000)));
  }
  print({ host: `Node ${process.versions.node}`, limit: measureLimit(kernels), nets, measurements });
}

function oneThreadEngines(kernels: KernelBytes): readonly Engine[] {
  return [ourEngine(kernels), onnxEngine(ort), tfjsInNode()];
}

async function threadedEngines(kernels: KernelBytes): Promise<readonly Engine[]> {
  const { startThread, threadedBackend } = await import("../support/kernels.ts");
  const threading = { kernel: threadedBackend(), startThread };
  return [
    ourEngine(kernels, { name: `CNN Blocks on ${threads}`, threads, threading }),
    ourEngine(kernels, { name: "CNN Blocks on 1" }),
    onnxEngine(ort, { threads }),
  ];
}

async function benchBrowser(nets: readonly BenchModel[]): Promise<void> {
  const { version, results } = await raceInBrowser(nets, {
    ...{ milliseconds: seconds * 1000, threads },
    natives: await natives(),
  });
  const limit = Math.max(...results.map((result) => result.limit));
  print({
    host: `Chromium ${version.split(".")[0]}`,
    limit,
    nets,
    measurements: results.flatMap(({ measurements }) => measurements),
  });
}

/** They are installed only where they are asked for. */
async function natives(): Promise<readonly Engine[]> {
  if (!options.native) return [];
  const { nativeEngines } = await import("./peers/native-engines.ts");
  return nativeEngines();
}

/** A fifth of `--seconds` for each block at each width and size. */
async function benchGrowth(): Promise<void> {
  const cases = growthCases();
  const each = seconds * 200;
  if (both || options.node) {
    const times = await measureGrowth(await readKernels(), cases, each);
    console.log(`${growthText(`Node ${process.versions.node}`, times)}\n`);
  }
  if (both || options.browser) {
    const { version, times } = await growInBrowser(cases, each);
    console.log(growthText(`Chromium ${version.split(".")[0]}`, times));
  }
}

async function benchAnalysis(): Promise<void> {
  // The library's sources are at hand only now that `virtual-modules` is loaded.
  const { analysisGrowthText } = await import("./analysis-growth.ts");
  console.log(`${analysisGrowthText()}\n`);
}

function readOptions() {
  const flag = { type: "boolean", default: false } as const;
  const flags = { node: flag, browser: flag, layers: flag, native: flag, growth: flag, analysis: flag };
  const numbers = {
    threads: { type: "string", default: "1" },
    seconds: { type: "string", default: "3" },
  } as const;
  try {
    return parseArgs({ options: { ...flags, ...numbers }, allowPositionals: true });
  } catch (error) {
    console.error(`${(error as Error).message}

${usage}`);
    process.exit(1);
  }
}

function print(report: Report): void {
  console.log(reportText(report, { layers: options.layers }));
}

async function readKernels(): Promise<KernelBytes> {
  const read = async (name: string) =>
    [name, await readFile(join(root, `dist/kernel/${name}.wasm`))] as const;
  return Object.fromEntries(await Promise.all(backendNames.map(read)));
}
