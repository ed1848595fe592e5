export { type Misshapen, matchWeights, type WeightsMatch, type WeightsReport } from "./match.ts";
export type { SafetensorsProblem, SafetensorsProblemCode } from "./problem.ts";
export { readSafetensors, type StoredTensor, type StoredTensors } from "./read.ts";
export { type NamedTensor, writeSafetensors } from "./write.ts";
