import type { FileRange } from "../../base/index.ts";
import { definitionOf, type Problem, sentenceOf } from "../../problems/index.ts";
import type { PlacedProblem, ProblemPlace } from "../analysis.ts";
import { unknownValue } from "../values/make.ts";
import type { UnknownValue } from "../values/value.ts";
import { isCertain, type Machine, report } from "./machine.ts";
import { Thrown } from "./stops.ts";

/**
 * What running the file refuses here. It is a problem where that is certain and nothing catches it; where the author
 * catches it, it is thrown to there. Gives what the analysis goes on with.
 */
export function refuse(m: Machine, problem: Problem, at: FileRange, reason: string): UnknownValue {
  raiseCertain(m, { ...problem, at });
  return unknownValue(reason, at);
}

/** Reports or throws a problem where nothing undecided is around. */
export function raiseCertain(m: Machine, problem: Parameters<typeof raise>[1]): void {
  if (isCertain(m) || isCaught(m)) raise(m, problem);
}

/** Reports a problem, unless the author catches what running the file throws here. */
export function raise(
  m: Machine,
  problem: Problem & Pick<PlacedProblem, "at"> & Partial<ProblemPlace>,
): void {
  if (definitionOf(problem.code).severity === "error" && isCaught(m))
    throw new Thrown(m.host.newError(m, "TypeError", sentenceOf(problem)), false, problem.at);
  if (m.tries.length === 0) report(m, problem);
}

/** Whether what is thrown now certainly reaches a `catch` of the author's. */
export function isCaught(m: Machine): boolean {
  const innermost = m.tries.at(-1);
  return innermost?.forks === m.forks && innermost.pendings === m.pendings.length;
}

/** Notes quietly that a feature of the host is not followed, and returns an unknown value for it. */
export function noteUnfollowed(m: Machine, what: string): UnknownValue {
  const at = m.frame?.place ?? null;
  if (at !== null) report(m, { code: "unsupported-syntax", at, data: { what } });
  return unknownValue(`${what} is not followed`, at);
}
