import type { Dim, Shape } from "../../ir/index.ts";
import { elementCount } from "../../ir/index.ts";

/** What a number among the arguments of a layer of the library decides, by what its parameter is called. */
export type ArgumentRole = "input" | "output" | "kernel" | "divisor";

const roles: readonly { readonly role: ArgumentRole; readonly names: RegExp }[] = [
  { role: "divisor", names: /^(?:groups|num_?groups|num_?heads|cardinality)$/i },
  { role: "kernel", names: /^kernel(?:_?size)?$/i },
  { role: "output", names: /^(?:out(?!put_?(?:size|padding))|c(?:h)?_?out)/i },
  {
    role: "input",
    names:
      /^(?:in(?:put)?_?(?:c|ch|channels|planes|features|dim|size)?|c(?:h)?_?in|(?:num_?)?(?:channels|features|parameters)|normalized_?shape|(?:embed_?)?dim)$/i,
  },
];

export function roleOf(parameter: string): ArgumentRole | null {
  return roles.find(({ names }) => names.test(parameter))?.role ?? null;
}

/** Whether a layer counts the sizes of the last axis rather than the channels. */
export function isOverLastAxis(parameter: string): boolean {
  return /features$|normalized|embed|^dim$/i.test(parameter) && !/^num_?features$/i.test(parameter);
}

/** How many channels, or features on its last axis, a tensor has; undefined where it has no such axis. */
export function sizeFor(parameter: string, shape: Shape): Dim | undefined {
  return isOverLastAxis(parameter) ? shape.at(-1) : shape[1];
}

/** The parameter for what arrives beside one for what leaves: `inChannels` for `outChannels`. */
export function inputOf(parameter: string): string {
  return parameter.replace(/^out/, "in");
}

/** How many features a map has once it is flattened; null for what is flat already. */
export function flattened(parameter: string, shape: Shape): Dim | null {
  return /^in_?features$/i.test(parameter) && shape.length > 3 ? elementCount(shape.slice(1)) : null;
}

/** What may be written for an argument of that name in the library, in PyTorch's sense. */
const meanings: Readonly<Record<string, string>> = {
  inChannels: "How many channels the input has.",
  outChannels: "How many channels the output has: one learned filter for each.",
  kernelSize: "The size of the window that slides over the input; one number for every axis.",
  numFeatures: "How many channels the input has: each is normalised by its own mean and variance.",
  inFeatures: "How many features the input has on its last axis.",
  outFeatures: "How many features the output has on its last axis.",
  numGroups: "Into how many groups the channels are divided, each normalised by itself.",
  numChannels: "How many channels the input has.",
  normalizedShape: "The sizes of the last axes, over which each place is normalised.",
  numParameters: "One slope for all channels, or as many as there are channels.",
  outputSize: "The size of the output, whatever the input's; one number for every axis.",
  p: "How likely it is in training that a number becomes 0.",
  startDim: "The first axis that is merged; 1 keeps the batch.",
  endDim: "The last axis that is merged; −1 is the last of all.",
  dim: "The axis along which it works.",
  groups: "Parts into which the channels are divided; each sees its own only.",
  stride: "How far the window moves from one output to the next.",
  negativeSlope: "What numbers below 0 are multiplied by.",
  embedDim: "How many features each position has.",
  numHeads: "Among how many heads the features are divided.",
  upscaleFactor: "By how much height and width grow, for channels divided by its square.",
  downscaleFactor: "By how much height and width shrink, for channels times its square.",
  padding: "How much is added at each side of the input; one number for every side.",
  options: "What is not said keeps its default.",
  layers: "The parts, which run one after the other.",
  channels: "How many channels the input has; the output has as many.",
  size: "How many neighbouring channels are looked at.",
};

/** What an argument means; "" where its name has to say it. */
export function meaningOf(parameter: string): string {
  return Object.hasOwn(meanings, parameter) ? (meanings[parameter] ?? "") : "";
}
