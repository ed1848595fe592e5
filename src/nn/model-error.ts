import type { Attrs } from "../ir/index.ts";
import { type Dim, printDim, printShape, type Shape } from "../ir/index.ts";
import { findOp, type OpProblem, type OpProblemCode } from "../ops/index.ts";
import type { Module } from "./module.ts";
import { modulePaths } from "./module-paths.ts";
import { callers, type Scope } from "./scope.ts";

/** Where an op refused. */
export interface Refusal {
  readonly op: string;
  readonly attrs: Attrs;
  /** The shapes that it was given; none while a layer is constructed. */
  readonly inputs: readonly Shape[];
  /** The layer that applied it, and whose forwards were running. */
  readonly owner: Module | null;
  readonly scope: Scope | null;
}

/** Thrown where a model file runs and an op refuses its attributes or inputs. */
export class ModelError extends Error {
  readonly code: OpProblemCode;
  readonly op: string;

  constructor(refusal: Refusal, problem: OpProblem) {
    super(`${subject(refusal)} ${fault(problem)}${given(refusal)}.${place(refusal)}`);
    this.name = "ModelError";
    this.code = problem.code;
    this.op = refusal.op;
  }
}

/** `Conv2d 3×3, 16→8:`, or only `Conv2d:` where the attributes themselves are at fault. */
function subject({ op, attrs, inputs }: Refusal): string {
  const definition = findOp(op);
  return `${inputs.length === 0 ? definition.displayName : definition.title(attrs, inputs)}:`;
}

function given({ inputs }: Refusal): string {
  if (inputs.length === 0) return "";
  return ` (${inputs.length === 1 ? "input" : "inputs"} ${inputs.map(printShape).join(", ")})`;
}

/** ` At layer1.0.conv1, in ResNet > Sequential > ResidualBlock.` */
function place({ owner, scope }: Refusal): string {
  if (scope === null) return "";
  const path = owner === null ? "" : modulePaths(scope.root).pathOf(owner);
  const classes = callers(scope)
    .filter((module) => module !== owner)
    .map((module) => module.constructor.name);
  const where = [path === "" ? "" : `at ${path}`, classes.length === 0 ? "" : `in ${classes.join(" > ")}`];
  const words = where.filter((part) => part !== "").join(", ");
  return words === "" ? "" : ` It happened ${words}.`;
}

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

function fault({ code, data }: OpProblem): string {
  return faults[code]((name) => print(data[name] ?? "?"));
}

function print(value: Dim | Shape | string): string {
  if (typeof value === "string") return value;
  return isShape(value) ? printShape(value) : printDim(value);
}

function isShape(value: Dim | Shape): value is Shape {
  return Array.isArray(value);
}
