import type { NodeId } from "../../../ir/index.ts";
import type { Program } from "../../../passes/index.ts";
import { foldBatchNorm } from "./fold-batchnorm.ts";
import { foldPadding } from "./fold-padding.ts";
import { foldScale } from "./fold-scale.ts";
import { fuseActivation } from "./fuse-activation.ts";
import { fuseReshapes } from "./fuse-reshapes.ts";
import { fuseResidual } from "./fuse-residual.ts";
import { type FusedProgram, unfused } from "./fused-program.ts";

/** Merges stages wherever one kernel call can compute both; nodes that are `observed` keep values of their own. */
export function fuse(program: Program, observed: ReadonlySet<NodeId>): FusedProgram {
  const folded = foldBatchNorm(foldPadding(unfused(program), observed), observed);
  const scaled = foldScale(fuseReshapes(folded, observed), observed);
  return fuseActivation(fuseResidual(scaled, observed), observed);
}
