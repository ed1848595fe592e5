/** What PyTorch has for training and devices, and what stands for it here, by the name in either style. */
const instead: readonly (readonly [names: RegExp, advice: string])[] = [
  [
    /^loadstatedict$/,
    "Weights are read for a graph and given to its run: readWeights(bytes, graph), then load(graph, { weights }).",
  ],
  [
    /^(cuda|cpu|to|xpu|mps|pinmemory)$/,
    "There are no devices to choose: models run on the processor. Leave it out.",
  ],
  [/^(half|bfloat16|double)$/, "All numbers are of 32 bits. Leave it out."],
  [
    /^(backward|zerograd|requiresgrad|detach|grad|nograd)$/,
    "Models are not trained here, so there are no gradients. Leave it out.",
  ],
];

/** Advice on a name of PyTorch that the library has nothing for; undefined for any other name. */
export function insteadOfPytorch(name: string): string | undefined {
  const plain = name.replaceAll("_", "").toLowerCase();
  return instead.find(([names]) => names.test(plain))?.[1];
}
