import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { buildSync } from "esbuild";
import {
  type Backend,
  backendNames,
  chooseThreadedBackend,
  type KernelBytes,
  type StartThread,
  threadedBackendNames,
} from "../../src/runtime/index.ts";

const folder = fileURLToPath(new URL("../../dist/kernel/", import.meta.url));

/** All builds of the kernel, as bytes. */
export const kernelBytes: KernelBytes = Object.fromEntries(
  [...backendNames, ...threadedBackendNames].map((name) => {
    const path = join(folder, `${name}.wasm`);
    if (!existsSync(path)) throw new Error(`There is no ${path}: run "npm run build -- dist/kernel".`);
    return [name, readFileSync(path)];
  }),
);

/** Every build of the kernel for one thread that this Node takes. */
export const backends: readonly Backend[] = backendNames.flatMap((name) => {
  const bytes = kernelBytes[name];
  const valid = bytes !== undefined && WebAssembly.validate(bytes);
  return valid ? [{ name, kernel: new WebAssembly.Module(bytes) }] : [];
});

/** The build for shared memory. */
export function threadedBackend(): Backend {
  const backend = chooseThreadedBackend(kernelBytes);
  if (backend === null) throw new Error("This Node takes no build for shared memory.");
  return backend;
}

/** Node's loader for TypeScript does not reach into workers, so theirs is bundled. */
const workerScript = buildSync({
  entryPoints: [fileURLToPath(new URL("./thread-worker.ts", import.meta.url))],
  bundle: true,
  write: false,
  format: "cjs",
  platform: "node",
}).outputFiles[0]?.text;

/** Threads as Node's workers. They are counted, so that tests can see them start and end. */
export const running = { threads: 0, started: 0 };

export const startThread: StartThread = (task) => {
  const worker = new Worker(workerScript ?? "", { eval: true, workerData: task });
  running.threads++;
  worker.once("message", () => {
    running.started++;
  });
  worker.on("exit", () => {
    running.threads--;
  });
  worker.unref();
};
