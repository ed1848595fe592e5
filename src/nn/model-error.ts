import type { Attrs } from "../ir/index.ts";
import { printShape, type Shape } from "../ir/index.ts";
import { findOp, type OpProblem, type OpProblemCode, problemText } from "../ops/index.ts";
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
    super(`${subject(refusal)} ${problemText(problem)}${given(refusal)}.${place(refusal)}`);
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
