import { setThreadsCount, setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import type { Engine } from "../engine.ts";
import { tfjsEngine } from "./tfjs-engine.ts";

/** `folder`: where the backend's .wasm files are served. */
export function tfjsInPage(folder: string, threads = 1): Engine {
  return tfjsEngine(tf, () => {
    setWasmPaths(folder);
    setThreadsCount(threads);
  });
}
