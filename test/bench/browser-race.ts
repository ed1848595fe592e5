import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "../../scripts/root.ts";
import { backendNames, threadedBackendNames } from "../../src/runtime/index.ts";
import { launchBrowser } from "../support/browser.ts";
import type { BenchModel } from "./engine.ts";
import type { PageRace, PageResult } from "./race-here.ts";

/** The same race in headless Chromium: one page a net, so that no net inherits another one's heap. */
export async function raceInBrowser(
  models: readonly BenchModel[],
  { milliseconds, threads }: Pick<PageRace, "milliseconds" | "threads">,
): Promise<{ readonly version: string; readonly results: readonly PageResult[] }> {
  const server = await serve(models, await bundleScripts());
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const browser = await launchBrowser();
  const results: PageResult[] = [];
  try {
    for (const { name } of models) {
      const page = await browser.newPage();
      await page.goto(`${origin}/`);
      results.push(
        await page.evaluate(pageCall({ origin, model: name, kernelNames, milliseconds, threads })),
      );
      await page.close();
    }
    return { version: browser.version(), results };
  } finally {
    await browser.close();
    server.close();
  }
}

const kernelNames = [...backendNames, ...threadedBackendNames];

function pageCall(race: PageRace): string {
  return `raceInPage(${JSON.stringify(race)})`;
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

/** A page, scripts, kernels, models and ONNX Runtime's own files. */
async function serve(models: readonly BenchModel[], scripts: ReadonlyMap<string, string>): Promise<Server> {
  const page = '<!doctype html><title>bench</title><script type="module" src="/page.js"></script>';
  const fixed = new Map<string, { type: string; body: string | Uint8Array }>([
    ["/", { type: "text/html", body: page }],
  ]);
  for (const [path, body] of scripts) fixed.set(path, { type: "text/javascript", body });
  for (const { onnx, tflite, ...rest } of models) {
    fixed.set(`/model/${rest.name}.json`, {
      type: "application/json",
      body: JSON.stringify(rest),
    });
    fixed.set(`/model/${rest.name}.onnx`, { type: "application/octet-stream", body: onnx });
    fixed.set(`/model/${rest.name}.tflite`, { type: "application/octet-stream", body: tflite });
  }
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
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
