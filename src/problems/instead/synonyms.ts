import { inLibraryStyle } from "./style.ts";

/** PyTorch's second names for what the library has under one name, in the library's style. */
const synonyms: Readonly<Record<string, string>> = {
  multiply: "mul",
  subtract: "sub",
  divide: "div",
  trueDivide: "div",
  negative: "neg",
  absolute: "abs",
  sgn: "sign",
  fix: "trunc",
  floatPower: "pow",
  clip: "clamp",
  fmax: "maximum",
  fmin: "minimum",
  greater: "gt",
  greaterEqual: "ge",
  less: "lt",
  lessEqual: "le",
  notEqual: "ne",
  dot: "matmul",
  mv: "matmul",
  concat: "cat",
  concatenate: "cat",
  swapdims: "swapaxes",
  moveaxis: "movedim",
  ravel: "flatten",
  broadcastTo: "expand",
  tile: "repeat",
  splitWithSizes: "split",
  unsafeChunk: "chunk",
  unsafeSplit: "split",
  takeAlongDim: "gather",
  ndimension: "dim",
  asTensor: "tensor",
  asarray: "tensor",
  scalarTensor: "tensor",
  fromNumpy: "tensor",
  nativeChannelShuffle: "channelShuffle",
  upsample: "interpolate",
  upsampleNearest: "interpolate",
  upsampleBilinear: "interpolate",
  gridSampler: "gridSample",
  affineGridGenerator: "affineGrid",
  CrossMapLRN2d: "LocalResponseNorm",
  getBuffer: "getParameter",
  registerModule: "addModule",
};

/** The library's name for what PyTorch also calls `name`, in either style: `clamp_` for `clip_`. Undefined for other names. */
export function synonymOf(name: string): string | undefined {
  const styled = inLibraryStyle(name);
  const bare = styled.replace(/_$/, "");
  const meant = Object.hasOwn(synonyms, bare) ? synonyms[bare] : undefined;
  return meant === undefined ? undefined : meant + styled.slice(bare.length);
}
