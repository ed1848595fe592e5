import type { ActivationFunction } from "../../ops/index.ts";
import type { OnnxNode, OnnxTensor } from "./onnx-model.ts";
import { float, type Named, node, scalar, type Translation } from "./words.ts";

/** One operator after the other, each on what the one before gave. */
interface OperatorCall {
  readonly op: string;
  readonly attributes?: OnnxNode["attributes"];
  /** The second operand: a number, or the input itself. */
  readonly and?: number | "x";
  /** Whether that operand comes first. */
  readonly reversed?: true;
}

/** A row for each function that is a chain of ONNX's operators. */
const chains = {
  abs: () => [{ op: "Abs" }],
  neg: () => [{ op: "Neg" }],
  exp: () => [{ op: "Exp" }],
  log: () => [{ op: "Log" }],
  log1p: () => [{ op: "Add", and: 1 }, { op: "Log" }],
  expm1: () => [{ op: "Exp" }, { op: "Sub", and: 1 }],
  sqrt: () => [{ op: "Sqrt" }],
  rsqrt: () => [{ op: "Sqrt" }, { op: "Reciprocal" }],
  square: () => [{ op: "Mul", and: "x" }],
  reciprocal: () => [{ op: "Reciprocal" }],
  sign: () => [{ op: "Sign" }],
  floor: () => [{ op: "Floor" }],
  ceil: () => [{ op: "Ceil" }],
  round: () => [{ op: "Round" }],
  sin: () => [{ op: "Sin" }],
  cos: () => [{ op: "Cos" }],
  erf: () => [{ op: "Erf" }],
  pow: (exponent) => [{ op: "Pow", and: exponent }],
  elu: (alpha) => [{ op: "Elu", attributes: { alpha: float(alpha) } }],
  selu: () => [{ op: "Selu" }],
  celu: (alpha) => [{ op: "Celu", attributes: { alpha: float(alpha) } }],
  softsign: () => [{ op: "Softsign" }],
  softplus: (beta) =>
    beta === 1
      ? [{ op: "Softplus" }]
      : [{ op: "Mul", and: beta }, { op: "Softplus" }, { op: "Div", and: beta }],
  logsigmoid: () => [{ op: "Neg" }, { op: "Softplus" }, { op: "Neg" }],
  tanhshrink: () => [{ op: "Tanh" }, { op: "Sub", and: "x", reversed: true }],
  hardshrink: (lambda) => [{ op: "Shrink", attributes: { lambd: float(lambda), bias: float(0) } }],
  softshrink: (lambda) => [{ op: "Shrink", attributes: { lambd: float(lambda), bias: float(lambda) } }],
} satisfies Partial<Readonly<Record<ActivationFunction, (alpha: number) => readonly OperatorCall[]>>>;

export type UnaryFunction = keyof typeof chains;

export function translateUnary(named: Named, fn: UnaryFunction, alpha: number): Translation {
  const steps: readonly OperatorCall[] = chains[fn](alpha);
  const constants: OnnxTensor[] = [];
  let [from = ""] = named.inputs;
  const nodes = steps.map(({ op, attributes, and, reversed }, index) => {
    const output = index === steps.length - 1 ? named.output : `${named.output}/${op.toLowerCase()}${index}`;
    const other = typeof and === "number" ? scalar(named, `number${index}`, and) : undefined;
    if (other !== undefined) constants.push(other);
    const second = other?.name ?? (and === undefined ? undefined : named.inputs[0]);
    const inputs = second === undefined ? [from] : reversed ? [second, from] : [from, second];
    from = output;
    return node(op, inputs, output, attributes);
  });
  return { nodes, constants };
}
