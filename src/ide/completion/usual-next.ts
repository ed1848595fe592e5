import type { Category } from "../../ops/index.ts";
import type { Step } from "./layers.ts";

/** What usually follows a step, the most usual first. What is not named comes after it. */
export const usualNext: Readonly<Record<Step | "input", readonly Step[]>> = {
  input: ["convolution", "block", "linear"],
  convolution: ["norm", "activation", "pool", "convolution"],
  norm: ["activation", "convolution", "linear"],
  activation: ["convolution", "pool", "linear", "block", "drop"],
  pool: ["convolution", "block", "flatten", "drop"],
  block: ["block", "pool", "convolution", "flatten"],
  flatten: ["linear", "drop"],
  linear: ["activation", "drop", "linear"],
  drop: ["linear", "convolution", "flatten"],
  resize: ["convolution", "block"],
};

/** The step that an op belongs to. */
export const stepOf: Readonly<Record<Category, Step | "input">> = {
  source: "input",
  convolution: "convolution",
  normalization: "norm",
  activation: "activation",
  pooling: "pool",
  linear: "linear",
  combine: "block",
  shape: "flatten",
  regularization: "drop",
};

/** The place of a step in what usually follows another one. */
export function rankAfter(before: Step | "input", step: Step): number {
  const place = usualNext[before].indexOf(step);
  return place < 0 ? usualNext[before].length : place;
}
