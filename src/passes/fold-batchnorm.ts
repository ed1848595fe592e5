import type { Lowering } from "../ops/index.ts";
import { mergeIntoProducer } from "./merge-into-producer.ts";
import type { Program, Stage } from "./program.ts";

/** The families that are linear maps with a bias for each channel. */
const linearMaps: ReadonlySet<Lowering["family"]> = new Set([
  "convolution",
  "transposed-convolution",
] as const);

/**
 * Merges a batch norm into the convolution before it, where nothing else reads the convolution's result: a
 * scale and a shift per channel of a linear map are another linear map, so its weights and bias absorb them.
 *
 * `observed`: nodes whose values somebody wants to see; they are not merged away.
 */
export function foldBatchNorm(program: Program, observed: ReadonlySet<number> = new Set()): Program {
  return mergeIntoProducer(program, observed, foldInto);
}

function foldInto(producer: Stage, follower: Stage): Stage["epilogue"] | null {
  const { lowering, parameters } = follower;
  const plain = producer.epilogue.residual === null && producer.epilogue.activation === null;
  if (lowering.family !== "affine" || !linearMaps.has(producer.lowering.family) || !plain) return null;
  const affines = [...producer.epilogue.affines, { lowering, parameters }];
  return { ...producer.epilogue, affines };
}
