export * from "./build.ts";
export { beginCall, type CallId, type CallScope, type Calls, callersOf, type ModuleCall } from "./calls.ts";
export {
  add,
  type Dim,
  differs,
  dimKey,
  equal,
  type Factor,
  isUnknown,
  known,
  maximum,
  minimum,
  multiply,
  negate,
  product,
  type SumDim,
  subtract,
  sum,
  symbol,
  symbolsOf,
  type Term,
  type UnknownDim,
  unknownDim,
} from "./dim.ts";
export * from "./graph.ts";
export * from "./least.ts";
export * from "./module-paths.ts";
export * from "./print-dim.ts";
export { ceilDivide, floorDivide, modulo, takesWhole, wholeQuotient } from "./quotient.ts";
export * from "./recorder.ts";
export * from "./report.ts";
export * from "./run.ts";
export * from "./shape.ts";
export type * from "./size-condition.ts";
export { type SymbolBindings, substitute } from "./substitute.ts";
export { substituteAttrs } from "./substitute-attrs.ts";
export type * from "./tensor-statistics.ts";
