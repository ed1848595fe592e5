import type { BinaryLowering } from "../../ops/index.ts";
import { int, type Named, node, scalar, single, type Translation } from "./words.ts";

/** ONNX's words; comparisons give booleans there. */
const binaryOps: Readonly<Record<BinaryLowering["fn"], string>> = {
  add: "Add",
  subtract: "Sub",
  multiply: "Mul",
  divide: "Div",
  maximum: "Max",
  minimum: "Min",
  power: "Pow",
  equal: "Equal",
  "not-equal": "Equal",
  less: "Less",
  "less-equal": "LessOrEqual",
  greater: "Greater",
  "greater-equal": "GreaterOrEqual",
  "slope-below-0": "PRelu",
};

const comparisons: ReadonlySet<BinaryLowering["fn"]> = new Set([
  "equal",
  "not-equal",
  "less",
  "less-equal",
  "greater",
  "greater-equal",
]);

/** ONNX's number for float32 among types. */
const float32 = 1;

export function translateBinary(named: Named, { fn }: BinaryLowering): Translation {
  if (!comparisons.has(fn)) return single(named, binaryOps[fn]);
  const { inputs, output } = named;
  const isTurned = fn === "not-equal";
  const compared = isTurned ? `${output}/equal` : `${output}/holds`;
  const nodes = [
    node(binaryOps[fn], inputs, compared),
    ...(isTurned ? [node("Not", [compared], `${output}/holds`)] : []),
    node("Cast", [`${output}/holds`], output, { to: int(float32) }),
  ];
  return { nodes, constants: [] };
}

export function translateSelect(named: Named): Translation {
  const { output } = named;
  const [condition = "", left = "", right = ""] = named.inputs;
  const nodes = [
    node("Equal", [condition, `${output}/zero`], `${output}/fails`),
    node("Where", [`${output}/fails`, right, left], output),
  ];
  return { nodes, constants: [scalar(named, "zero", 0)] };
}
