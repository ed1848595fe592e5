import type { FileRange } from "../../base/index.ts";
import { AnalysisCancelled } from "../analysis.ts";
import { noteEffects, noteMaking, noteUnrepeatable } from "../values/journal.ts";
import type { ObjectValue } from "../values/value.ts";
import { limits } from "./limits.ts";
import { type Machine, report } from "./machine.ts";
import { BudgetStop } from "./stops.ts";

/** How many steps pass between two questions whether the analysis was cancelled. */
const stepsAQuestion = 4_000;

/** Counts one step of work; stops what does not end. */
export function tick(m: Machine): void {
  advance(m, 1);
}

/** As `tick`, for several steps at once. */
export function advance(m: Machine, steps: number): void {
  m.steps += steps + m.journal.uncounted;
  m.journal.uncounted = 0;
  if (m.steps >= m.nextQuestion) {
    m.nextQuestion = m.steps + stepsAQuestion;
    if (m.isCancelled()) throw new AnalysisCancelled();
  }
  if (m.steps > m.stepLimit) outOfSteps(m);
}

/** Grants steps that something pays for. */
function allow(m: Machine, steps: number): void {
  m.paid += steps;
  raiseLimit(m, m.allowed + steps);
}

/** Grants the steps for the rest of a loop. Whether that is possible depends on all that the file did before. */
export function allowLoop(m: Machine, steps: number): void {
  noteUnrepeatable(m.journal.watch);
  raiseLimit(m, m.steps + steps);
}

/** Lets the work go on up to a step, as far as the file may go at all. */
function raiseLimit(m: Machine, limit: number): void {
  m.allowed = Math.max(m.allowed, limit);
  m.stepLimit = Math.max(m.stepLimit, Math.min(m.allowed, m.ceiling));
}

/**
 * Grants what the length of a file pays for. What a file with a syntax error makes very much of is hardly ever meant: however
 * many layers that are, it is not followed for longer than any usual net needs.
 */
export function allowFor(m: Machine, letters: number): void {
  const steps = limits.stepsALetter * letters;
  m.letterSteps += steps;
  if (m.isBroken) m.ceiling = limits.stepsWhenBroken + m.letterSteps;
  m.allowed += steps;
  m.stepLimit = Math.min(m.allowed, m.ceiling);
}

export function outOfSteps(m: Machine): never {
  const at = outermostPlace(m);
  if (m.cuts < limits.cuts) {
    const grace = Number.isFinite(m.ceiling) ? limits.graceWhenBroken : limits.grace;
    m.ceiling += grace;
    m.stepLimit = m.steps + grace;
    m.allowed = Math.max(m.allowed, m.stepLimit);
    if (at !== null) report(m, { code: "too-many-steps", at, data: {} });
  }
  noteUnrepeatable(m.journal.watch);
  m.cuts += 1;
  throw new BudgetStop("It takes too many steps", at);
}

/** The call of the file's own that led to where the machine is. */
function outermostPlace({ frame }: Machine): FileRange | null {
  let at = frame;
  while (at?.outer) at = at.outer;
  return at?.place ?? null;
}

/** Counts one application of an op; a model has to stay drawable. */
export function countNode(m: Machine): void {
  m.nodes += 1;
  allow(m, limits.stepsANode);
  // A recipe repeats only what is applied in the call of a model.
  if (m.modelScope === null) noteEffects(m.journal.watch);
  else noteMaking(m.journal.watch);
  if (m.nodes > m.nodeLimit) tooLarge(m);
}

/** Remembers a module that is constructed; memory has to hold them all. */
export function countModule(m: Machine, module: ObjectValue): void {
  m.modules.push(module);
  if (m.modelScope !== null) m.madeInCalls += 1;
  if (m.madeInCalls <= limits.modulesMadeInCalls) allow(m, limits.stepsAModule);
  noteMaking(m.journal.watch);
  if (m.modules.length <= limits.modules) return;
  m.modules.length = 0;
  tooLarge(m);
}

export function tooLarge(m: Machine): never {
  m.nodeLimit += limits.nodes / 10;
  const at = m.frame?.place;
  if (at !== undefined) report(m, { code: "model-too-large", at, data: { nodes: limits.nodes } });
  throw new BudgetStop(`The model has more than ${limits.nodes} layers`, at ?? null);
}
