import { inLibraryStyle, inPythonStyle } from "./style.ts";

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
  vectorNorm: "norm",
  frobeniusNorm: "norm",
  expit: "sigmoid",
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

/** What PyTorch calls members besides their names here: in its own style, by second names, and in place, `index_fill_`. */
export function pytorchNamesOf(members: readonly string[]): readonly string[] {
  const own = new Set(members);
  const second = Object.entries(synonyms).flatMap(([name, meant]) => (own.has(meant) ? [name] : []));
  const inPlace = [...members, ...second].filter((name) => !name.endsWith("_")).map((name) => `${name}_`);
  const all = [...members, ...second, ...inPlace].flatMap((name) => [name, inPythonStyle(name)]);
  return [...new Set(all)].filter((name) => !own.has(name));
}

/** What a member is called here that PyTorch calls `name`. */
export interface MemberMeant {
  readonly meant: string | null;
  /** The method that gives what `name` puts in the place of the tensor, which the library does not do. */
  readonly asCopy: string | null;
}

export function memberMeant(name: string, has: (name: string) => boolean): MemberMeant | null {
  const find = (sought: string): string | undefined =>
    [inLibraryStyle(sought), synonymOf(sought)].find((one) => one !== undefined && one !== name && has(one));
  const meant = find(name);
  const asCopy = meant === undefined && name.endsWith("_") ? find(name.slice(0, -1)) : undefined;
  return (meant ?? asCopy) === undefined ? null : { meant: meant ?? null, asCopy: asCopy ?? null };
}
