import { existsSync } from "node:fs";
import { chooseThreadedBackend, type Threading } from "../runtime/index.ts";
import { nodeKernels } from "./node-kernel.ts";

/** Where the threads' script is, seen from this file: beside the library's bundle, or in a checkout. */
const scripts = ["./thread.js", "../lib/thread.js", "../../dist/lib/thread.js"];

/** What a session needs to run on Node's worker threads; undefined where their script or kernel is missing. */
export async function nodeThreading(): Promise<Threading | undefined> {
  const script = scripts.map((path) => new URL(path, import.meta.url)).find((url) => existsSync(url));
  const kernel = chooseThreadedBackend(await nodeKernels());
  if (script === undefined || kernel === null) return undefined;
  const { Worker } = await import("node:worker_threads");
  return {
    kernel,
    startThread(task) {
      // A program may end while its sessions are open: idle threads must not hold it.
      new Worker(script, { workerData: task }).unref();
    },
  };
}
