import { readFile } from "node:fs/promises";
import {
  type Backend,
  backendNames,
  chooseBackend,
  type KernelBytes,
  threadedBackendNames,
} from "../runtime/index.ts";

/** Where the kernel's builds are, seen from this file: beside the library's bundle, or in a checkout. */
const folders = ["./kernel/", "../kernel/", "../../dist/kernel/"];

let kernels: Promise<KernelBytes> | undefined;

/** The fastest build of the kernel that this Node takes, read and compiled once. */
export function nodeKernel(): Promise<Backend> {
  return nodeKernels().then(chooseBackend);
}

/** All builds of the kernel, read once. */
export function nodeKernels(): Promise<KernelBytes> {
  kernels ??= readKernel();
  return kernels;
}

async function readKernel(): Promise<KernelBytes> {
  for (const folder of folders) {
    const builds = await readBuilds(new URL(folder, import.meta.url));
    if (Object.keys(builds).length > 0) return builds;
  }
  throw new Error("The kernel's .wasm files are missing: build them with `npm run build`.");
}

async function readBuilds(folder: URL): Promise<KernelBytes> {
  const builds: Record<string, Uint8Array<ArrayBuffer>> = {};
  for (const name of [...backendNames, ...threadedBackendNames]) {
    const bytes = await readIfThere(new URL(`${name}.wasm`, folder));
    if (bytes !== undefined) builds[name] = bytes;
  }
  return builds;
}

async function readIfThere(file: URL): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(file));
  } catch {
    return undefined;
  }
}
