import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Engine } from "../engine.ts";
import type { Tfjs, TfjsWasm } from "./tfjs.ts";
import { setBackend, tfjsEngine } from "./tfjs-engine.ts";

/** The packages are CommonJS for Node, where the backend has no threads. */
export function tfjsInNode(): Engine {
  const require = createRequire(import.meta.url);
  const tf = require("@tensorflow/tfjs-core") as Tfjs;
  const backend = require("@tensorflow/tfjs-backend-wasm") as TfjsWasm;
  const folder = dirname(require.resolve("@tensorflow/tfjs-backend-wasm/package.json"));
  return tfjsEngine(tf, async () => {
    backend.setWasmPaths(join(folder, "dist/"));
    backend.setThreadsCount(1);
    await setBackend(tf);
    return 1;
  });
}
