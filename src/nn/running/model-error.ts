import { type Attrs, callersOf, type Shape } from "../../ir/index.ts";
import { findOp, opSentence } from "../../ops/index.ts";
import { type Problem, type ProblemCode, sentenceOf } from "../../problems/index.ts";
import { modulePaths } from "./module-paths.ts";
import type { Scope } from "./traced.ts";

/** Where an op refused. */
export interface Refusal {
  /** Null where a container or an operator refuses, not an op. */
  readonly op: string | null;
  readonly attrs: Attrs;
  /** The shapes that it was given; none while a layer is constructed. */
  readonly inputs: readonly Shape[];
  /** The layer that applied it, and whose forwards were running. */
  readonly owner: object | null;
  readonly scope: Scope | null;
}

/** Thrown where a model file runs and an op refuses its attributes or inputs, or a layer or function its arguments. */
export class ModelError extends Error {
  readonly code: ProblemCode;
  readonly op: string | null;

  constructor(refusal: Refusal, problem: Problem) {
    super(`${sentence(refusal, problem)}${place(refusal)}`);
    this.name = "ModelError";
    this.code = problem.code;
    this.op = refusal.op;
  }
}

function sentence({ op, inputs }: Refusal, problem: Problem): string {
  return op === null ? sentenceOf(problem) : opSentence(op, problem, inputs);
}

/** ` It happened in Conv2d 3×3, 16→16, at 1.conv1, inside Sequential > ResidualBlock.` */
function place(refusal: Refusal): string {
  const { owner, scope } = refusal;
  const path = scope === null || owner === null ? "" : modulePaths(scope.root).pathOf(owner);
  const classes = (scope === null ? [] : callersOf(scope))
    .filter((module) => module !== owner)
    .map((module) => module.constructor.name || "a class without a name");
  const where = [
    ...titleOf(refusal).map((title) => `in ${title}`),
    ...(path === "" ? [] : [`at ${path}`]),
    ...(classes.length === 0 ? [] : [`inside ${classes.join(" > ")}`]),
  ];
  return where.length === 0 ? "" : ` It happened ${where.join(", ")}.`;
}

/** `Conv2d 3×3, 16→8`, where that says more than the name in the sentence. Attributes that are refused have no title. */
function titleOf({ op, attrs, inputs }: Refusal): readonly string[] {
  if (op === null || inputs.length === 0) return [];
  const definition = findOp(op);
  const title = definition.title(attrs, inputs);
  return title === definition.displayName ? [] : [title];
}
