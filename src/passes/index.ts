export { bindProducts } from "./bind-products.ts";
export { type BoundProgram, bindWeights } from "./bind-weights.ts";
export type { GraphFault } from "./check-form.ts";
export { firstFault } from "./check-graph.ts";
export { cutModule, type ModuleCut, modulesToRun } from "./cut-module.ts";
export {
  type Counted,
  type DiffedLayer,
  diffGraphs,
  type LayerChange,
  type LayerDiff,
} from "./diff-graphs.ts";
export { dropIdentity } from "./drop-identity.ts";
export { openStarts } from "./open-starts.ts";
export {
  type CountedTensor,
  countParameters,
  type Layer,
  type ParameterCounts,
} from "./parameters.ts";
export * from "./program.ts";
export { sizeConditions } from "./size-conditions.ts";
export { summarize } from "./summarize.ts";
