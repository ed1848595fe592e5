import { type Dim, printDim, printShape, type Shape } from "../ir/index.ts";
import type { OpProblem, OpProblemCode } from "./op.ts";

type Words = (data: (name: string) => string) => string;

/** What each refusal says, one row a code. */
const faults: Readonly<Record<OpProblemCode, Words>> = {
  "channel-mismatch": (data) => `expects ${data("expected")} channels, but the input has ${data("got")}`,
  "feature-mismatch": (data) =>
    `expects ${data("expected")} features on the last axis, but the input has ${data("got")}`,
  "wrong-rank": (data) => `expects ${data("expected")}, but got a tensor of shape ${data("got")}`,
  "shape-mismatch": (data) => `the shapes ${data("left")} and ${data("right")} do not fit together`,
  "concat-mismatch": (data) =>
    `all tensors need the same size on axis ${data("axis")}, but ${data("expected")} and ${data("got")} differ`,
  "groups-do-not-divide": (data) =>
    `groups ${data("groups")} does not divide ${data("which")} ${data("channels")}`,
  "kernel-exceeds-input": (data) =>
    `the kernel spans ${data("kernel")} in ${data("axis")}, but the padded input has only ${data("input")}`,
  "invalid-attribute": (data) => `${data("name")} is ${data("value")}, but has to be ${data("expected")}`,
  "invalid-axis": (data) => `there is no axis ${data("axis")} in a tensor of ${data("rank")} axes`,
  "same-padding-needs-stride-1": (data) => `padding "same" needs stride 1, but stride is ${data("stride")}`,
  "reshape-mismatch": (data) => `${data("from")} cannot be laid out as ${data("to")}`,
  "wrong-input-count": (data) => `expects ${data("expected")} tensors, but got ${data("got")}`,
};

/** What stands against it, as the end of a sentence: `expects 16 channels, but the input has 3`. */
export function problemText({ code, data }: OpProblem): string {
  return faults[code]((name) => print(data[name] ?? "?"));
}

function print(value: Dim | Shape | string): string {
  if (typeof value === "string") return value;
  return isShape(value) ? printShape(value) : printDim(value);
}

function isShape(value: Dim | Shape): value is Shape {
  return Array.isArray(value);
}
