import { workerData } from "node:worker_threads";
import { runThread } from "../runtime/session/threads.ts";

// One of the threads that share a session's work; it ends when the session is disposed.

runThread(workerData);
