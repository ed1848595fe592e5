import type { View } from "../ide/index.ts";

/** Why a file has no model to work on, and what to do; the problems are told beside it. */
export function noModel({ analysis: { problems, blocks } }: View, file: string): string {
  const none = `There is no model in ${file}`;
  if (problems.length > 0)
    return `${none} that can be followed from input to output: cnn-blocks check says why.`;
  const [block] = blocks;
  if (block === undefined) return `${none}: no class extends nn.Module, and no layer is called on a tensor.`;
  return `${none}: nothing is called on a tensor. --class ${block.name} --input 1x3x224x224 says what to call, and on what.`;
}
