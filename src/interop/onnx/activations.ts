import type { ActivationLowering } from "../../ops/index.ts";
import { float, type Named, node, scalar, single, type Translation } from "./words.ts";

/** A row for each function; `alpha` is the slope of the leaky one. */
const activations: Readonly<Record<ActivationLowering["fn"], (named: Named, alpha: number) => Translation>> =
  {
    relu: (named) => single(named, "Relu"),
    relu6: clipped,
    "leaky-relu": (named, alpha) => single(named, "LeakyRelu", { alpha: float(alpha) }),
    sigmoid: (named) => single(named, "Sigmoid"),
    tanh: (named) => single(named, "Tanh"),
    silu,
    gelu,
    "gelu-tanh": geluTanh,
    hardswish: (named) => single(named, "HardSwish"),
    hardsigmoid: (named) => single(named, "HardSigmoid", { alpha: float(1 / 6), beta: float(0.5) }),
    mish,
  };

export function translateActivation(named: Named, { fn, alpha }: ActivationLowering): Translation {
  return activations[fn](named, alpha);
}

function clipped(named: Named): Translation {
  const constants = [scalar(named, "least", 0), scalar(named, "most", 6)];
  const inputs = [...named.inputs, ...constants.map(({ name }) => name)];
  return { nodes: [node("Clip", inputs, named.output)], constants };
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
