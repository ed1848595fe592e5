export { firstFault, type GraphFault } from "./check-graph.ts";
export { dropIdentity } from "./drop-identity.ts";
export { foldBatchNorm } from "./fold-batchnorm.ts";
export { fuseActivation } from "./fuse-activation.ts";
export { fuseResidual } from "./fuse-residual.ts";
export {
  type CountedTensor,
  countParameters,
  type Layer,
  type ParameterCounts,
} from "./parameters.ts";
export { type Lifetime, type MemoryPlan, planMemory } from "./plan-memory.ts";
export * from "./program.ts";
export { summarize } from "./summarize.ts";
