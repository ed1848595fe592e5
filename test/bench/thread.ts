import { runThread, type ThreadTask } from "../../src/runtime/index.ts";
import { browserWorld } from "./browser-world.ts";

// One of the threads of a session in a page's worker: its first message is its task.

browserWorld.addEventListener("message", ({ data }) => runThread(data as ThreadTask), { once: true });
