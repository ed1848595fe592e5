export { exportSafetensors, type ReadParameter } from "./export-safetensors.ts";
export { matchWeights, type WeightsMatch, type WeightsReport } from "./match.ts";
export { misfitWords } from "./misfits.ts";
export type { SafetensorsProblemCode } from "./problem.ts";
export { readSafetensors, type StoredTensors } from "./read.ts";
export { type NamedTensor, writeSafetensors } from "./write.ts";
