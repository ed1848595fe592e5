import { RuntimeFault } from "./faults.ts";

/** The builds of the kernel by their names in src/kernel/builds.json, as bytes that the host has read. */
export type KernelBytes = Readonly<Record<string, ArrayBufferLike | ArrayBufferView<ArrayBufferLike>>>;

export interface Backend {
  readonly name: string;
  readonly kernel: WebAssembly.Module;
}

/** Fastest first, where an engine takes it at all. */
export const backendNames: readonly string[] = ["relaxed", "simd", "simd-rolled"];

/** The first build that this engine validates. Throws a RuntimeFault `no-backend` where it takes none. */
export function chooseBackend(builds: KernelBytes): Backend {
  for (const name of backendNames) {
    const bytes = builds[name];
    if (bytes !== undefined && WebAssembly.validate(bytes))
      return { name, kernel: new WebAssembly.Module(bytes) };
  }
  throw new RuntimeFault(
    "no-backend",
    "This JavaScript engine has no WebAssembly SIMD, which the kernel needs.",
  );
}
