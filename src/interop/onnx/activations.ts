import type { ActivationLowering, Limits } from "../../ops/index.ts";
import { translateUnary, type UnaryFunction } from "./unary.ts";
import { float, type Named, node, scalar, single, type Translation } from "./words.ts";

/** A row for each function of its own shape; `alpha` is the slope of the leaky one. */
const activations: Readonly<
  Record<
    Exclude<ActivationLowering["fn"], UnaryFunction | "clamp">,
    (named: Named, alpha: number, second: number) => Translation
  >
> = {
  relu: (named) => single(named, "Relu"),
  relu6: (named) => clipped(named, { least: 0, most: 6 }),
  "leaky-relu": (named, alpha) => single(named, "LeakyRelu", { alpha: float(alpha) }),
  sigmoid: (named) => single(named, "Sigmoid"),
  tanh: (named) => single(named, "Tanh"),
  silu,
  gelu,
  "gelu-tanh": geluTanh,
  hardswish: (named) => single(named, "HardSwish"),
  hardsigmoid: (named) => single(named, "HardSigmoid", { alpha: float(1 / 6), beta: float(0.5) }),
  mish,
  threshold: thresholded,
  "softplus-below": softplusBelow,
};

export function translateActivation(named: Named, lowering: ActivationLowering): Translation {
  const { fn, alpha, second, limits } = lowering;
  if (fn === "clamp") return clipped(named, limits ?? { least: null, most: null });
  return fn in activations
    ? activations[fn as keyof typeof activations](named, alpha, second ?? 0)
    : translateUnary(named, fn as UnaryFunction, alpha);
}

/** A limit that is left out has an empty name. */
function clipped(named: Named, { least, most }: Limits): Translation {
  const constants = [
    ...(least === null ? [] : [scalar(named, "least", least)]),
    ...(most === null ? [] : [scalar(named, "most", most)]),
  ];
  const names = [least === null ? "" : `${named.output}/least`];
  if (most !== null) names.push(`${named.output}/most`);
  return { nodes: [node("Clip", [...named.inputs, ...names], named.output)], constants };
}

function silu({ inputs: [x = ""], output }: Named): Translation {
  const gate = `${output}/gate`;
  return { nodes: [node("Sigmoid", [x], gate), node("Mul", [x, gate], output)], constants: [] };
}

/** x · (1 + erf(x / √2)) / 2 */
function gelu(named: Named): Translation {
  const { output } = named;
  const [x = ""] = named.inputs;
  const constants = [
    scalar(named, "root", Math.SQRT1_2),
    scalar(named, "one", 1),
    scalar(named, "half", 0.5),
  ];
  const nodes = [
    node("Mul", [x, `${output}/root`], `${output}/scaled`),
    node("Erf", [`${output}/scaled`], `${output}/erf`),
    node("Add", [`${output}/erf`, `${output}/one`], `${output}/sum`),
    node("Mul", [x, `${output}/sum`], `${output}/twice`),
    node("Mul", [`${output}/twice`, `${output}/half`], output),
  ];
  return { nodes, constants };
}

/** x · (1 + tanh(√(2/π) · (x + 0.044715 · x³))) / 2 */
function geluTanh(named: Named): Translation {
  const { output } = named;
  const [x = ""] = named.inputs;
  const constants = [
    scalar(named, "root", Math.sqrt(2 / Math.PI)),
    scalar(named, "cubic", 0.044715),
    scalar(named, "one", 1),
    scalar(named, "half", 0.5),
  ];
  const nodes = [
    node("Mul", [x, x], `${output}/square`),
    node("Mul", [`${output}/square`, `${output}/cubic`], `${output}/weighted`),
    node("Add", [`${output}/weighted`, `${output}/one`], `${output}/factor`),
    node("Mul", [x, `${output}/factor`], `${output}/sum`),
    node("Mul", [`${output}/sum`, `${output}/root`], `${output}/inner`),
    node("Tanh", [`${output}/inner`], `${output}/tanh`),
    node("Add", [`${output}/tanh`, `${output}/one`], `${output}/gate`),
    node("Mul", [x, `${output}/gate`], `${output}/twice`),
    node("Mul", [`${output}/twice`, `${output}/half`], output),
  ];
  return { nodes, constants };
}

/** ONNX has a word of its own from opset 18 on. */
function mish({ inputs: [x = ""], output }: Named): Translation {
  const [softplus, gate] = [`${output}/softplus`, `${output}/gate`];
  const nodes = [
    node("Softplus", [x], softplus),
    node("Tanh", [softplus], gate),
    node("Mul", [x, gate], output),
  ];
  return { nodes, constants: [] };
}

/** x above the limit, the value elsewhere. */
function thresholded(named: Named, limit: number, value: number): Translation {
  const { output } = named;
  const [x = ""] = named.inputs;
  const constants = [scalar(named, "limit", limit), scalar(named, "value", value)];
  const nodes = [
    node("LessOrEqual", [x, `${output}/limit`], `${output}/below`),
    node("Where", [`${output}/below`, `${output}/value`, x], output),
  ];
  return { nodes, constants };
}

function softplusBelow(named: Named, beta: number, limit: number): Translation {
  const { output } = named;
  const [x = ""] = named.inputs;
  const constants = [scalar(named, "beta", beta), scalar(named, "limit", limit)];
  const nodes = [
    node("Mul", [x, `${output}/beta`], `${output}/scaled`),
    node("Softplus", [`${output}/scaled`], `${output}/steep`),
    node("Div", [`${output}/steep`, `${output}/beta`], `${output}/soft`),
    node("Greater", [`${output}/scaled`, `${output}/limit`], `${output}/above`),
    node("Where", [`${output}/above`, x, `${output}/soft`], output),
  ];
  return { nodes, constants };
}
