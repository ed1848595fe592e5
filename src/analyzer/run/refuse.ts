import type { FileRange } from "../../base/index.ts";
import { definitionOf, type Problem, type ProblemCode } from "../../problems/index.ts";
import { setProperty, setUnlisted } from "../values/containers.ts";
import { noteEffects } from "../values/journal.ts";
import { stringValue, unknownValue } from "../values/make.ts";
import type { UnknownValue, Value } from "../values/value.ts";
import { noteFault } from "./arms/perhaps-thrown.ts";
import { wayTo } from "./called-from.ts";
import { isCertain, type Machine, problemKey, type Refusal, report } from "./machine.ts";
import { type ErrorName, Thrown } from "./stops.ts";
import { thrownText } from "./thrown-text.ts";

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
  noteEffects(m.journal.watch);
  if (isCertain(m) || isCaught(m)) raise(m, problem);
}

/** Reports a problem, unless the author catches what running the file throws here. */
export function raise(m: Machine, problem: Refusal): void {
  const isError = definitionOf(problem.code).severity === "error";
  if (!isError || !(isCaught(m) || isCertain(m))) {
    if (m.tries.length === 0) report(m, problem);
    return;
  }
  const error = errorOf(m, problem);
  noteCaught(m, error, problem);
  const thrown = new Thrown(error, false, problem.at);
  if (isCaught(m)) throw thrown;
  report(m, problem);
  noteFault(m, thrown, problemKey(problem.code, problem.at));
}

/** Remembers the problem behind an error that the author catches: if it is rethrown, the original problem is reported at its own place. */
export function noteCaught(m: Machine, error: Value, problem: Refusal): void {
  if (!m.caughtRefusals.has(error))
    m.caughtRefusals.set(error, { related: wayTo(m, problem.at), ...problem });
}

/** The error that running the file throws for a problem. It says so in the words of the host or of the library. */
function errorOf(m: Machine, problem: Problem): Value {
  const name = hostErrors[problem.code];
  const error = m.intrinsics.newError(
    m,
    name ?? "ModelError",
    problem.code === "thrown" ? (problem.data.message ?? "") : "",
  );
  if (error.kind !== "object" || problem.code === "thrown") return error;
  const message = unknownValue("What the error says is known only when the file runs");
  setUnlisted(m, error, "message", { ...message, type: "string" });
  if (name !== undefined) return error;
  setProperty(m, error, "code", stringValue(problem.code));
  setProperty(m, error, "op", unknownValue("Which op refuses is known only when the file runs"));
  setProperty(m, error, "name", stringValue("ModelError"));
  return error;
}

/** The errors that the host itself throws; all others are the library's. */
const hostErrors: Partial<Readonly<Record<ProblemCode, ErrorName>>> = {
  "missing-forward": "TypeError",
  "missing-new": "TypeError",
  "missing-super": "ReferenceError",
  "not-a-class": "TypeError",
  "not-assignable": "TypeError",
  "not-callable": "TypeError",
  "not-iterable": "TypeError",
  thrown: "TypeError",
  "undeclared-name": "ReferenceError",
  "undefined-member": "TypeError",
  "missing-member": "TypeError",
  "used-before-declaration": "ReferenceError",
};

/** Reports an error that nothing caught, at the author's own `throw` or wherever it arose. */
export function reportThrown(m: Machine, thrown: Thrown, otherwise: FileRange | null): void {
  const refusal = m.caughtRefusals.get(thrown.value);
  const at = thrown.place ?? otherwise;
  if (!isCertain(m)) return;
  if (refusal !== undefined) report(m, refusal);
  else if (at !== null)
    report(m, {
      code: "thrown",
      at,
      data: { message: thrownText(thrown.value), ...(m.caller !== "file" && { isUncalled: true as const }) },
    });
}

/** Whether what is thrown now reaches a `catch` of the author's. */
export function isCaught(m: Machine): boolean {
  return m.tries.length > 0;
}

/** Notes quietly that a feature of the host is not followed, and returns an unknown value for it. */
export function noteUnfollowed(m: Machine, what: string): UnknownValue {
  const at = m.frame?.place ?? null;
  if (at !== null) report(m, { code: "unsupported-syntax", at, data: { what } });
  return unknownValue(`${what} is not followed`, at);
}
