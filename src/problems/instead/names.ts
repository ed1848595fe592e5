import { afterTheModel, noDevices, noFourier, oneType } from "./members.ts";

const noTraining = "Models are not trained here, so there are no optimizers and gradients. Leave it out.";
const publishedNets = 'Published nets are in models from "cnn-blocks": models.ResNet18, say.';

/** What stands for PyTorch's and Python's own names, by the name as it is written, with its members. */
export const insteadOfNames: readonly (readonly [names: RegExp, advice: string])[] = [
  [
    /^(torch\.)?optim\b|^(torch\.)?(autograd|no_grad|enable_grad|inference_mode|set_grad_enabled)\b/,
    noTraining,
  ],
  [
    /^torch\.(load|hub)\b/,
    'Weights are read with readWeights(bytes, graph) from "cnn-blocks", and given to load(graph, { weights }).',
  ],
  [/^torch\.(save|onnx|jit)\b/, 'A model is written with exportOnnx(…) from "cnn-blocks".'],
  [/^torch\.(device|cuda|mps|backends|set_default_device)\b|^device$/, noDevices],
  [/^torch\.(u?int|b?float|half|double|long)\d*$/, oneType],
  [/^torch\.fft\b/, noFourier],
  [/^torch\.utils\.data\b/, "A model is given tensors: there are no data sets and loaders. Leave it out."],
  [
    /^torch\.linalg\b/,
    "Of linear algebra, there are the products of matrices: x.matmul(y), x.bmm(y) and einsum, and x.norm(p, dim).",
  ],
  [
    /^(torch\.utils\.)?(checkpoint|cp)\b/,
    "Nothing is kept for gradients: call what is given to checkpoint itself.",
  ],
  [/^torchvision\b|^timm\b/, publishedNets],
  [
    /^torch\b/,
    'The names of PyTorch that exist here come from "cnn-blocks": import { nn, F, randn } and whatever else you need.',
  ],
  [/^None$/, "Write null."],
  [/^True$/, "Write true."],
  [/^False$/, "Write false."],
  [/^print$/, "Write console.log."],
  [/^(logging|warnings)\b/, "Write console.warn."],
  [/^len$/, "Write the array's .length."],
  [/^x?range$/, "Write for (let i = 0; i < count; i++)."],
  [/^enumerate$/, "Write for (const [i, one] of list.entries())."],
  [/^zip$/, "Write a.map((one, i) => [one, b[i]])."],
  [/^reversed$/, "Write [...list].reverse()."],
  [/^sorted$/, "Write [...list].sort((a, b) => a - b)."],
  [/^(map|filter)$/, "Write list.map(…) or list.filter(…)."],
  [/^(any|all)$/, "Write list.some(…) or list.every(…)."],
  [/^int$/, "Write Math.trunc(x), or Math.floor(a / b) for a // b."],
  [/^(list|tuple)$/, "Write [...list]."],
  [/^dict$/, "Write { … }, or new Map(…)."],
  [/^str$/, "Write String(x)."],
  [/^isinstance$/, "Write x instanceof Class, Array.isArray(x) or typeof x."],
  [/^getattr$/, "Write object[name]."],
  [/^setattr$/, "Write object[name] = value, or addModule(name, module)."],
  [/^hasattr$/, "Write name in object."],
  [/^(OrderedDict|collections)\b/, "Write new Map(…) or an object: both keep their order."],
  [/^(functools|partial)\b/, "Write an arrow function: (width) => new nn.BatchNorm2d(width, { eps: 1e-3 })."],
  [/^itertools\b/, "Write loops, one inside the other."],
  [/^math\b/, "Write Math: Math.ceil, Math.sqrt, Math.PI."],
  [/^(np|numpy)\b/, "Write arrays and Math: [1, 2], Math.sqrt(x)."],
  [
    /^copy\.(deep)?copy$|^deepcopy$|^_?get_clones$/,
    "Construct each module anew: Array.from({ length: n }, () => new Block(…)).",
  ],
  [/^(NotImplementedError|ValueError|AssertionError|RuntimeError)$/, "Write throw new Error(…)."],
  [
    /^einops\b|^[rR]earrange$/,
    "Write x.reshape(…), x.permute(…), x.flatten(…) and x.unflatten(…); einsum is there as well.",
  ],
  [/^_?(to_)?([1-4n]tuple|pair|single|triple)$/, "Write the list itself: [n, n]."],
  [/^DropPath$/, 'Write new nn.StochasticDepth(p, "row").'],
  [/^DropBlock/i, "Write an nn.Dropout2d: none drops anything after training."],
  [/^(FrozenBatchNorm2d|SyncBatchNorm)$/, "Write nn.BatchNorm2d, which uses its running statistics."],
  [
    /^(Conv2dNormActivation|ConvNormActivation|ConvBNReLU)$/,
    "Write new nn.Sequential(convolution, norm, activation).",
  ],
  [
    /^LayerNorm2d$/,
    "Write x.permute(0, 2, 3, 1) before an nn.LayerNorm, and x.permute(0, 3, 1, 2) after it.",
  ],
  [
    /^(DeformConv2d|deform_conv2d|DCN(v2)?)$/,
    "There are no deformable convolutions. F.gridSample takes an image at points that are calculated.",
  ],
  [/^(nms|batched_nms|box_iou|roi_align|RoIAlign)$/, afterTheModel],
];
