import type { View } from "../ide/index.ts";

/** Why a file has no model to work on, and what to do. The file's problems are printed beside it. */
export function noModel({ analysis: { problems, blocks } }: View, file: string): string {
  const none = `There is no model in ${file}`;
  if (problems.length > 0)
    return `${none} that can be followed from input to output. Run cnn-blocks check to see why.`;
  const [block] = blocks;
  if (block === undefined) return `${none}: no class extends nn.Module, and no layer is called on a tensor.`;
  return `${none}: nothing is called on a tensor. Say what to call, and on which shape, with --class ${block.name} --input 1x3x224x224.`;
}
