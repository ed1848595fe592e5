import { parentPort, workerData } from "node:worker_threads";
import { runThread } from "../../src/runtime/index.ts";

parentPort?.postMessage("started");
runThread(workerData);
