import { RuntimeFault } from "../faults.ts";
import { fastest } from "./calibrate.ts";

/** The builds of the kernel by their names in src/kernel/builds.json, as bytes that the host has read. */
export type KernelBytes = Readonly<Record<string, ArrayBuffer | ArrayBufferView<ArrayBuffer>>>;

export interface Backend {
  readonly name: string;
  readonly kernel: WebAssembly.Module;
}

/** Builds for memory that threads share bear this after their names. */
const sharedSuffix = "-threads";

/** Builds by the instructions they use, the best first; which build of a row is faster, only a measurement shows. */
const tiers: readonly (readonly string[])[] = [["relaxed"], ["simd", "simd-rolled"]];

export const backendNames: readonly string[] = tiers.flat();

const words: Readonly<Record<string, string>> = {
  relaxed: "relaxed SIMD",
  simd: "SIMD",
  "simd-rolled": "SIMD in short loops",
};

/** The words in which a build is reported to people. */
export function wordsFor(name: string): string {
  return words[name] ?? name;
}

/** The same builds for shared memory, which a host with threads reads besides. */
export const threadedBackendNames: readonly string[] = backendNames.map((name) => name + sharedSuffix);

const chosen = new WeakMap<KernelBytes, Backend>();

/**
 * The best build that this engine validates, the faster one where two are as good. The first call may measure
 * for 25 to 90 milliseconds; the answer is kept for the same `builds`. Throws a RuntimeFault `no-backend`
 * where it takes none.
 */
export function chooseBackend(builds: KernelBytes): Backend {
  const known = chosen.get(builds);
  if (known !== undefined) return known;
  const backend = chooseAnew(builds);
  chosen.set(builds, backend);
  return backend;
}

/**
 * The same choice for shared memory; null where the host has not read that build. Its name is the plain
 * one's.
 */
export function chooseThreadedBackend(builds: KernelBytes): Backend | null {
  const { name } = chooseBackend(builds);
  const [threaded] = validated(name + sharedSuffix, builds[name + sharedSuffix]);
  return threaded === undefined ? null : { name, kernel: threaded.kernel };
}

function chooseAnew(builds: KernelBytes): Backend {
  for (const names of tiers) {
    const backends = names.flatMap((name) => validated(name, builds[name]));
    const best = backends.length > 1 ? fastest(backends.map(({ kernel }) => kernel)) : 0;
    const backend = backends[best];
    if (backend !== undefined) return backend;
  }
  throw new RuntimeFault(
    "no-backend",
    "This JavaScript engine has no WebAssembly SIMD, which the kernel needs.",
  );
}

function validated(name: string, bytes: KernelBytes[string] | undefined): readonly Backend[] {
  if (bytes === undefined || !WebAssembly.validate(bytes)) return [];
  return [{ name, kernel: new WebAssembly.Module(bytes) }];
}
