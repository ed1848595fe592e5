import { getThreadsCount, setThreadsCount, setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import { browserWorld } from "../browser-world.ts";
import type { Engine } from "../engine.ts";
import { setBackend, tfjsEngine } from "./tfjs-engine.ts";

/** `folder`: where the backend's .wasm files are served. */
export function tfjsInPage(folder: string, threads = 1): Engine {
  return tfjsEngine(tf, async () => {
    setWasmPaths(folder);
    setThreadsCount(threads);
    // It takes at most half of the cores that are reported, so report twice as many as are wanted.
    const { hardwareConcurrency } = browserWorld.navigator;
    tellCores(2 * threads);
    await setBackend(tf);
    tellCores(hardwareConcurrency);
    return getThreadsCount();
  });
}

function tellCores(value: number): void {
  Object.defineProperty(browserWorld.navigator, "hardwareConcurrency", { value, configurable: true });
}
