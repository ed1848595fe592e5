import type { Graph } from "../../src/ir/index.ts";

/** What came of really running a model file. */
export interface FileRun {
  readonly exported: Readonly<Record<string, unknown>>;
  /** One graph a model that the file calls, in order. */
  readonly graphs: readonly Graph[];
  /** Traces a class that the file exports, made with these arguments, on random numbers. */
  trace(name: string, inputs: readonly Shapes[], ...args: readonly unknown[]): Graph;
}

/** Of a tensor, or of each of a list of them. */
export type Shapes = readonly number[] | readonly (readonly number[])[];

/** Random numbers of these shapes. */
export function randomOf<T>(randn: (shape: readonly number[]) => T, shapes: Shapes): T | readonly T[] {
  const isList = (one: Shapes): one is readonly (readonly number[])[] => Array.isArray(one[0]);
  return isList(shapes) ? shapes.map((shape) => randn(shape)) : randn(shapes);
}

/** A module is evaluated once for each address, and the file has to call its models in every run. */
let runs = 0;

/**
 * Runs a file as its author would. The library is imported here, as the file imports it, and not at the top: mocha
 * may load a test by `require`, which would make a second copy of the library.
 */
export async function runModelFile(file: URL): Promise<FileRun> {
  const { manualSeed, randn, trace } = await import("../../src/library/index.ts");
  const { collectModels } = await import("../../src/nn/running/model-calls.ts");
  const { traceModel } = await import("../../src/nn/running/trace.ts");
  let exported: Record<string, unknown> = {};
  manualSeed(0);
  const calls = await collectModels(async () => {
    exported = await import(`${file.href}?run=${runs++}`);
  });
  return {
    exported,
    graphs: calls.map(traceModel),
    trace(name, inputs, ...args) {
      const Model = exported[name] as new (...args: readonly unknown[]) => Parameters<typeof trace>[0];
      return trace(new Model(...args), ...inputs.map((shapes) => randomOf(randn, shapes) as never));
    },
  };
}
