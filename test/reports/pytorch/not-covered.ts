import * as blocks from "../../../src/nn/blocks/index.ts";
import * as tensorFunctions from "../../../src/nn/tensor-functions.ts";

/** What no row calls, and why. `pytorch.slow.test.ts` holds that nothing else is left out. */
export const notCovered: readonly { readonly reason: string; readonly names: readonly string[] }[] = [
  {
    reason: "holds other modules or tensors, and computes nothing itself",
    names: [
      ...["nn.Module", "nn.Sequential", "nn.ModuleList", "nn.ModuleDict", "nn.ParameterList"],
      ...["nn.ParameterDict"],
      ...["nn.Parameter", "nn.Buffer", "nn.LambdaLayer"],
    ],
  },
  {
    reason:
      "a named block, which PyTorch has not; torchvision's nets are held against it by `npm run report -- torchvision`",
    names: Object.keys(blocks).map((name) => `nn.${name}`),
  },
  {
    reason:
      "its weights are made at the first call; from then on it is the layer without Lazy, which is covered",
    names: [
      ...["nn.LazyLinear", "nn.LazyConv1d", "nn.LazyConv2d", "nn.LazyConv3d"],
      ...["nn.LazyConvTranspose1d", "nn.LazyConvTranspose2d", "nn.LazyConvTranspose3d"],
      ...["nn.LazyBatchNorm1d", "nn.LazyBatchNorm2d", "nn.LazyBatchNorm3d"],
    ],
  },
  {
    reason: "PyTorch has it from 2.1 on, and 1.13 is what is compared with",
    names: ["nn.ZeroPad1d", "nn.ZeroPad3d"],
  },
  {
    reason: "its numbers are held by hand, and the names of what is kept as PyTorch lists them, in test/nn",
    names: ["nn.utils", "nn.init"],
  },
  {
    reason: "PyTorch has it from 2.4 on, and 1.13 is what is compared with",
    names: ["nn.RMSNorm", "F.rmsNorm", "nn.LPPool3d", "F.lpPool3d"],
  },
  {
    reason: "random, or the numbers of the file itself, of which PyTorch has others",
    names: [
      "rand",
      "randn",
      "randLike",
      "randnLike",
      "empty",
      "emptyLike",
      "input",
      "tensor",
      "manualSeed",
      "op tensor",
    ],
  },
  {
    reason: "hands on to the tensor's method of the same name, which is covered; test/nn holds that it does",
    names: Object.keys(tensorFunctions),
  },
  {
    reason: "takes or gives places, which drawn numbers are not; its ops' examples hold it",
    names: [
      ...["nn.Embedding", "x.gather", "gather", "nn.MaxUnpool1d", "nn.MaxUnpool2d", "nn.MaxUnpool3d"],
      ...["F.oneHot", "F.embedding"],
      ...["F.maxUnpool1d", "F.maxUnpool2d", "F.maxUnpool3d"],
      ...["op gather", "op max-unpool1d", "op max-unpool2d", "op max-unpool3d"],
      ...["op max-pool1d-indices", "op max-pool2d-indices", "op max-pool3d-indices"],
    ],
  },
  {
    reason: "gives numbers that are written down or random; test/nn holds it",
    names: [
      "x.maskedFill",
      "x.maskedFill_",
      "x.fill_",
      "x.zero_",
      "x.normal_",
      "x.uniform_",
      "x.copy_",
      "eye",
      "arange",
      "linspace",
      "meshgrid",
    ],
  },
  {
    reason: "says something of a tensor, and computes none",
    names: ["x.size", "x.numel", "x.dim", "x.toString"],
  },
  {
    reason: "what the library offers beside tensors",
    names: ["load", "readWeights", "exportOnnx", "trace", "ModelError", "models", "nn", "F"],
  },
];
