import type { LocalResponseNormLowering } from "../../ops/index.ts";
import { float, int, ints, type Named, node, scalar, single, type Translation } from "./words.ts";

export function translateLocalResponseNorm(named: Named, lowering: LocalResponseNormLowering): Translation {
  const { size, alpha, beta, k } = lowering;
  if (size % 2 === 0 || named.stage.shape.length !== 4) return averagedSquares(named, lowering);
  return single(named, "LRN", { size: int(size), alpha: float(alpha), beta: float(beta), bias: float(k) });
}

/**
 * For an even size PyTorch looks one channel further back and ONNX's LRN one further on, and ONNX Runtime takes LRN of four
 * axes only; so the window becomes a pooling along the channels: x / (k + alpha · mean x²)^beta.
 */
function averagedSquares(named: Named, { size, alpha, beta, k }: LocalResponseNormLowering): Translation {
  const { output, sizes } = named;
  const [x = ""] = named.inputs;
  const [images = -1, channels = 1, ...rest] = sizes.map((one) => (typeof one === "number" ? one : -1));
  const pixels = rest.reduce((product, one) => product * one, 1);
  const back = Math.floor(size / 2);
  const constants = [
    { name: `${output}/planes`, shape: [4], data: [images, 1, channels, pixels] },
    { name: `${output}/shape`, shape: [2 + rest.length], data: [images, channels, ...rest] },
    scalar(named, "alpha", alpha),
    scalar(named, "k", k),
    scalar(named, "beta", beta),
  ];
  const pooling = {
    kernel_shape: ints([size, 1]),
    pads: ints([back, 0, size - 1 - back, 0]),
    count_include_pad: int(1),
  };
  const nodes = [
    node("Mul", [x, x], `${output}/square`),
    node("Reshape", [`${output}/square`, `${output}/planes`], `${output}/squares`),
    node("AveragePool", [`${output}/squares`], `${output}/means`, pooling),
    node("Reshape", [`${output}/means`, `${output}/shape`], `${output}/mean`),
    node("Mul", [`${output}/mean`, `${output}/alpha`], `${output}/scaled`),
    node("Add", [`${output}/scaled`, `${output}/k`], `${output}/sum`),
    node("Pow", [`${output}/sum`, `${output}/beta`], `${output}/divisor`),
    node("Div", [x, `${output}/divisor`], output),
  ];
  return { nodes, constants };
}
