import type { Lowering } from "../ops/index.ts";
import { mergeIntoProducer } from "./merge-into-producer.ts";
import type { Epilogue, Program, Stage } from "./program.ts";

/** The families whose kernels apply an activation before they store. */
const withEpilogue: ReadonlySet<Lowering["family"]> = new Set([
  "convolution",
  "transposed-convolution",
  "linear",
  "affine",
  "normalization",
  "binary",
] as const);

/** Merges an activation into the stage before it, where nothing else reads what that stage produces. */
export function fuseActivation(program: Program, observed: ReadonlySet<number> = new Set()): Program {
  return mergeIntoProducer(program, observed, fuseInto);
}

function fuseInto(producer: Stage, { lowering }: Stage): Epilogue | null {
  if (lowering.family !== "activation" || producer.epilogue.activation !== null) return null;
  return withEpilogue.has(producer.lowering.family) ? { ...producer.epilogue, activation: lowering } : null;
}
