/** Members of PyTorch's tensors and modules that the library lacks, and what to write instead. */
interface Lacking {
  /** In PyTorch's spelling; the library's own style, `requiresGrad`, counts as well. */
  readonly names: readonly string[];
  /** The kinds that certainly lack the member. A module may have its own field under any of the other names. */
  readonly of: readonly ("tensor" | "module")[];
  readonly advice: string;
}

const noGradients = "Models are not trained here, so there are no gradients. Leave it out.";
const noDevices = "There are no devices to choose: models run on the processor. Leave it out.";
const oneType = "All numbers are of 32 bits. Leave it out.";

const lacking: readonly Lacking[] = [
  {
    names: ["load_state_dict"],
    of: ["module"],
    advice:
      "Weights are read for a graph and given to its run: readWeights(bytes, graph), then load(graph, { weights }).",
  },
  { names: ["cuda", "cpu", "to", "xpu", "share_memory"], of: ["tensor", "module"], advice: noDevices },
  { names: ["mps", "pin_memory", "device", "is_cuda", "get_device"], of: ["tensor"], advice: noDevices },
  { names: ["half", "bfloat16", "double", "float"], of: ["tensor", "module"], advice: oneType },
  { names: ["type", "dtype", "long", "int", "bool", "element_size"], of: ["tensor"], advice: oneType },
  { names: ["backward", "zero_grad"], of: ["tensor", "module"], advice: noGradients },
  {
    names: [
      "requires_grad",
      "requires_grad_",
      "detach",
      "detach_",
      "grad",
      "grad_fn",
      "is_leaf",
      "retain_grad",
    ],
    of: ["tensor"],
    advice: noGradients,
  },
  { names: ["no_grad", "inference_mode"], of: [], advice: noGradients },
  {
    names: ["item", "numpy", "tolist"],
    of: ["tensor"],
    advice: "A tensor's numbers come later: await x.data().",
  },
  { names: ["T", "mT", "t"], of: ["tensor"], advice: "Write x.transpose(-2, -1)." },
  { names: ["nelement"], of: ["tensor"], advice: "Write x.numel()." },
  {
    names: [
      "scatter",
      "scatter_",
      "scatter_add",
      "scatter_add_",
      "index_put",
      "index_put_",
      "index_add",
      "index_add_",
    ],
    of: ["tensor"],
    advice: "Nothing is put at calculated places. A one-hot code is indices.unsqueeze(-1).eq(arange(count)).",
  },
  {
    names: ["new_zeros", "new_ones", "new_full", "new_empty", "new_tensor"],
    of: ["tensor"],
    advice: 'Write zeros, ones, full or tensor, exports of "cnn-blocks".',
  },
  {
    names: ["register_forward_hook", "register_forward_pre_hook", "register_module_forward_hook"],
    of: ["module"],
    advice:
      "There are no hooks: let forward return what is wanted beside its output, or call the children one by one.",
  },
  {
    names: ["register_hook", "register_full_backward_hook", "register_backward_hook"],
    of: ["tensor", "module"],
    advice: noGradients,
  },
  {
    names: ["topk", "sort", "argsort", "nonzero", "unique", "masked_select"],
    of: ["tensor"],
    advice:
      "Boxes and the like are chosen outside the model, from the numbers of its outputs: await x.data().",
  },
];

/** Names in PyTorch's namespaces that the library lacks, and why. */
const lackingExports: readonly (readonly [names: RegExp, advice: string])[] = [
  [/loss$|crossentropy|^(kldiv|nll)/i, "Models are not trained here, so there are no losses. Leave it out."],
  [/^optim$|^(sgd|adamw?)$/i, "Models are not trained here, so there are no optimizers. Leave it out."],
  [/dataparallel$/i, noDevices],
  [/^(lstm|gru|rnn)(cell)?$/i, "There are no recurrent layers."],
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
  [/^torch\.(device|cuda|mps|backends|set_default_device)\b|^device$/, noDevices],
  [/^torch\.(u?int|b?float|half|double|long)\d*$/, oneType],
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

/** Whether a name is that of a package of PyTorch's, which no host of TypeScript defines. */
export function isPytorchPackage(name: string): boolean {
  return name === "torch" || name === "torchvision";
}

/** Advice on a member of PyTorch's tensors and modules that the library has nothing for; undefined for any other name. */
export function insteadOfPytorch(name: string): string | undefined {
  return lacking.find(({ names }) => names.some((one) => plain(one) === plain(name)))?.advice;
}

/** Advice on an export of PyTorch's that the library has nothing for; undefined for any other name. */
export function insteadOfExport(name: string): string | undefined {
  return lackingExports.find(([names]) => names.test(plain(name)))?.[1];
}

/** PyTorch's names that no tensor, or no module, has here, in both styles. Reading one is a mistake. */
export function pytorchMembers(of: "tensor" | "module"): ReadonlySet<string> {
  return members[of];
}

const members = { tensor: membersOf("tensor"), module: membersOf("module") } as const;

function membersOf(kind: "tensor" | "module"): ReadonlySet<string> {
  const names = lacking.filter(({ of }) => of.includes(kind)).flatMap(({ names: own }) => own);
  return new Set(names.flatMap((name) => [name, inLibraryStyle(name)]));
}

/** A name of PyTorch's in the library's style: `indexSelect` for `index_select`. */
export function inLibraryStyle(name: string): string {
  return name.replace(
    /([a-z\d])_([a-z\d])/g,
    (_, before: string, after: string) => before + after.toUpperCase(),
  );
}

function plain(name: string): string {
  const small = name.replaceAll("_", "").toLowerCase();
  // `T` is an attribute, and `t` a method.
  return name.length === 1 ? name : small;
}
