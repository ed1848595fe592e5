/** What PyTorch has for its models and tensors, and what stands for it here, by the name in either style. */
const instead: readonly (readonly [names: RegExp, advice: string])[] = [
  [
    /^loadstatedict$/,
    "Weights are read for a graph and given to its run: readWeights(bytes, graph), then load(graph, { weights }).",
  ],
  [
    /^(cuda|cpu|to|xpu|mps|pinmemory)$/,
    "There are no devices to choose: models run on the processor. Leave it out.",
  ],
  [/^(half|bfloat16|double|float|type)$/, "All numbers are of 32 bits. Leave it out."],
  [
    /^(backward|zerograd|requiresgrad|detach|grad|nograd|inferencemode)$/,
    "Models are not trained here, so there are no gradients. Leave it out.",
  ],
  [/^(item|numpy|tolist)$/, "A tensor's numbers come later: await x.data()."],
];

/** What stands for PyTorch's and Python's own names, by the name as it is written. */
const insteadOfNames: readonly (readonly [names: RegExp, advice: string])[] = [
  [
    /^(torch\.)?optim\b|^(torch\.)?(autograd|no_grad|enable_grad|inference_mode)\b/,
    "Models are not trained here, so there are no optimizers and gradients. Leave it out.",
  ],
  [
    /^torch\.(load|hub)\b/,
    'Weights are read with readWeights(bytes, graph) from "cnn-blocks", and given to load(graph, { weights }).',
  ],
  [/^torch\.(save|onnx|jit)\b/, 'A model is written with exportOnnx(…) from "cnn-blocks".'],
  [
    /^torch\.(device|cuda|mps|backends|set_default_device)\b|^device$/,
    "There are no devices to choose: models run on the processor. Leave it out.",
  ],
  [/^torch\.(u?int|b?float|half|double|long)\d*$/, "All numbers are of 32 bits. Leave it out."],
  [/^torchvision\b/, 'Published nets are in models from "cnn-blocks": models.ResNet18, say.'],
  [
    /^torch\b/,
    'What there is of PyTorch comes from "cnn-blocks": import { nn, F, randn } and what else is needed.',
  ],
  [/^None$/, "Write null."],
  [/^True$/, "Write true."],
  [/^False$/, "Write false."],
  [/^print$/, "Write console.log."],
  [/^len$/, "Write the array's .length."],
  [/^range$/, "Write for (let i = 0; i < count; i++)."],
];

/**
 * Advice on a name of PyTorch or Python that nothing declares, with the members that are read from it: `torch.load`.
 * Undefined for any other name.
 */
export function insteadOfUndeclared(path: string): string | undefined {
  return insteadOfNames.find(([names]) => names.test(path))?.[1];
}

/** Advice on a name of PyTorch that the library has nothing for; undefined for any other name. */
export function insteadOfPytorch(name: string): string | undefined {
  const plain = name.replaceAll("_", "").toLowerCase();
  return instead.find(([names]) => names.test(plain))?.[1];
}
