import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "../../scripts/root.ts";
import { backendNames, threadedBackendNames } from "../../src/runtime/index.ts";
import { launchBrowser } from "../support/browser.ts";
import type { BenchModel, Engine } from "./engine.ts";
import type { GrowthCase, GrowthTime } from "./measure-growth.ts";
import { serveEngines } from "./peers/serve-engines.ts";
import type { PageGrowth, PageRace, PageResult } from "./race-here.ts";

/** Pages that only start the engines, besides the one that races them: a single cold start says little. */
const startPages = 4;

/**
 * The same race in headless Chromium: one page a net, so that no net inherits another one's heap. The time to the
 * first output is the median of several pages.
 */
export async function raceInBrowser(
  models: readonly BenchModel[],
  { milliseconds, threads, natives }: RaceOptions,
): Promise<{ readonly version: string; readonly results: readonly PageResult[] }> {
  const calls = (origin: string): readonly string[] =>
    models.flatMap(({ name }) => {
      const call = (limit: number): string => {
        // A native engine says nothing of a page's start.
        const beside = limit === 0 ? [] : natives.map((engine) => engine.name);
        const race: PageRace = {
          ...{ origin, model: name, kernelNames, milliseconds: limit, threads },
          natives: beside,
        };
        return `raceInPage(${JSON.stringify(race)})`;
      };
      return [...Array.from({ length: startPages }, () => call(0)), call(milliseconds)];
    });
  const files = models.flatMap(filesOf);
  const { version, results } = await inPages<PageResult>(files, calls, serveEngines(natives, models));
  const groups = models.map((_, index) =>
    results.slice(index * (startPages + 1), (index + 1) * (startPages + 1)),
  );
  return { version, results: groups.map(withMedianStart) };
}

interface RaceOptions extends Pick<PageRace, "milliseconds" | "threads"> {
  /** Engines of this process that run in turns with those of the page. */
  readonly natives: readonly Engine[];
}

/** The last page's result, with the middle one of all pages' times to the first output. */
function withMedianStart(pages: readonly PageResult[]): PageResult {
  const last = pages.at(-1);
  if (last === undefined) throw new Error("At least one page raced.");
  const measurements = last.measurements.map((one, engine) => {
    const starts = pages
      .flatMap(({ measurements: all }) => all[engine]?.firstOutput ?? [])
      .sort((a, b) => a - b);
    return { ...one, firstOutput: starts[starts.length >> 1] ?? 0 };
  });
  return { ...last, measurements };
}

/** The blocks' times in headless Chromium, as `measureGrowth` gives them. */
export async function growInBrowser(
  cases: readonly GrowthCase[],
  milliseconds: number,
): Promise<{ readonly version: string; readonly times: readonly GrowthTime[] }> {
  const asked: PageGrowth = { kernelNames, milliseconds };
  const file = ["/growth.json", { type: "application/json", body: JSON.stringify(cases) }] as const;
  const { version, results } = await inPages<readonly GrowthTime[]>([file], () => [
    `growInPage(${JSON.stringify(asked)})`,
  ]);
  return { version, times: results.flat() };
}

/** What each call gives in a page of its own. */
async function inPages<R>(
  files: readonly (readonly [path: string, file: ServedFile])[],
  calls: (origin: string) => readonly string[],
  native = serveEngines([], []),
): Promise<{ readonly version: string; readonly results: readonly R[] }> {
  const server = await serve(files, await bundleScripts(), native);
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const browser = await launchBrowser();
  const results: R[] = [];
  try {
    for (const call of calls(origin)) {
      const page = await browser.newPage();
      await page.goto(`${origin}/`);
      results.push(await page.evaluate(call));
      await page.close();
    }
    return { version: browser.version(), results };
  } finally {
    await browser.close();
    server.close();
  }
}

const kernelNames = [...backendNames, ...threadedBackendNames];

interface ServedFile {
  readonly type: string;
  readonly body: string | Uint8Array;
}

/** The page's script as a module, those of workers as classic scripts, which may load others. */
async function bundleScripts(): Promise<ReadonlyMap<string, string>> {
  const bundle = async (name: string, format: "esm" | "iife") => {
    const { outputFiles } = await build({
      entryPoints: [join(root, `test/bench/${name}.ts`)],
      bundle: true,
      write: false,
      format,
      platform: "browser",
      target: "es2022",
      logLevel: "error",
    });
    return [`/${name}.js`, outputFiles[0]?.text ?? ""] as const;
  };
  const names = [
    ["page", "esm"],
    ["race-worker", "iife"],
    ["thread", "iife"],
  ] as const;
  return new Map(await Promise.all(names.map(([name, format]) => bundle(name, format))));
}

function filesOf({ onnx, tflite, ...rest }: BenchModel): readonly (readonly [string, ServedFile])[] {
  return [
    [`/model/${rest.name}.json`, { type: "application/json", body: JSON.stringify(rest) }],
    [`/model/${rest.name}.onnx`, { type: "application/octet-stream", body: onnx }],
    [`/model/${rest.name}.tflite`, { type: "application/octet-stream", body: tflite }],
  ];
}

/** A page, scripts, kernels, the files given and the other engines' own. */
async function serve(
  files: readonly (readonly [path: string, file: ServedFile])[],
  scripts: ReadonlyMap<string, string>,
  native: ReturnType<typeof serveEngines>,
): Promise<Server> {
  const page = '<!doctype html><title>bench</title><script type="module" src="/page.js"></script>';
  const fixed = new Map<string, ServedFile>([["/", { type: "text/html", body: page }], ...files]);
  for (const [path, body] of scripts) fixed.set(path, { type: "text/javascript", body });
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    if (path.startsWith("/native/"))
      return native(request, response).catch((fault: unknown) => {
        response.writeHead(500).end(String(fault));
      });
    const found = fixed.get(path) ?? (await fromFolders(path));
    if (found === undefined) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": found.type, ...isolation }).end(found.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

/** What lets pages share memory between threads. */
const isolation = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

const folders: readonly (readonly [prefix: string, folder: string])[] = [
  ["/kernel/", "dist/kernel"],
  ["/onnx/", "node_modules/onnxruntime-web/dist"],
  ["/tfjs/", "test/bench/node_modules/@tensorflow/tfjs-backend-wasm/dist"],
  ["/litert/", "test/bench/node_modules/@litertjs/core/wasm"],
];

async function fromFolders(path: string): Promise<{ type: string; body: Uint8Array } | undefined> {
  const match = folders.find(([prefix]) => path.startsWith(prefix) && !path.includes(".."));
  if (match === undefined) return undefined;
  const type = path.endsWith(".wasm") ? "application/wasm" : "text/javascript";
  const body = await readFile(join(root, match[1], path.slice(match[0].length))).catch(() => undefined);
  return body && { type, body };
}
