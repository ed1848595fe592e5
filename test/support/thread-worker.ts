import { workerData } from "node:worker_threads";
import { runThread } from "../../src/runtime/index.ts";

runThread(workerData);
