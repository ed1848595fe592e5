import { definitionOf } from "../../problems/index.ts";
import type { PlacedProblem } from "../analysis.ts";
import { checkpointOf, dropArms } from "../run/arms/checkpoint.ts";
import { guarded } from "../run/arms/guarded.ts";
import type { Machine } from "../run/machine.ts";
import { observeInto } from "../run/observe.ts";
import type { FactSite, Observation } from "../run/records.ts";
import { closeMark, leave, openMark } from "../values/journal.ts";

export type Problems = ReadonlyMap<string, PlacedProblem>;

/** A run on assumed arguments, which may turn out to be wrong. Exactly one of `keep` and `drop` ends it. */
export interface Attempt<T> {
  /** Undefined where it threw, took too long, or was refused. */
  readonly result: T | undefined;
  readonly problems: Problems;
  /** Keeps its effects, except its problems. */
  keep(): void;
  /** Discards all its effects. */
  drop(): void;
}

/** Thrown to end an attempt at its first error. */
class Refused extends Error {}

export function attempt<T>(m: Machine, run: () => T, endsAtError: boolean): Attempt<T> {
  const { observations, problems, onReport, nodes } = m;
  const calls = m.modules.map(({ module }) => module?.calls.length ?? 0);
  const mark = openMark(m.journal);
  const folds = m.folds.length;
  const ownObservations = new Map<FactSite, Observation>();
  const ownProblems = new Map<string, PlacedProblem>();
  Object.assign(m, { observations: ownObservations, problems: ownProblems });
  if (endsAtError) m.onReport = refuse;
  const result = unlessRefused(m, run);
  Object.assign(m, { observations, problems, onReport });
  return {
    result,
    problems: ownProblems,
    keep() {
      for (const [site, own] of ownObservations) addObservation(m, site, own);
      // How many rows a view makes depends on the assumed size; a batch that became one row does not.
      m.folds.push(...m.folds.splice(folds).filter(({ to }) => to.length === 1));
      closeMark(m.journal, mark);
    },
    drop() {
      m.folds.length = folds;
      m.nodes = nodes;
      for (const [index, length] of calls.entries()) forgetCalls(m, index, length);
      leave(m.journal, mark);
      closeMark(m.journal, mark);
    },
  };
}

function isError({ code }: PlacedProblem): boolean {
  return definitionOf(code).severity === "error";
}

export function hasErrors(problems: Problems): boolean {
  return [...problems.values()].some(isError);
}

function refuse(problem: Parameters<typeof isError>[0]): void {
  if (isError(problem)) throw new Refused();
}

function unlessRefused<T>(m: Machine, run: () => T): T | undefined {
  const checkpoint = checkpointOf(m);
  try {
    return guarded(m, run);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    dropArms(m, checkpoint);
    return undefined;
  }
}

function addObservation(m: Machine, site: FactSite, own: Observation): void {
  const known = m.observations.get(site);
  if (known === undefined) {
    m.observations.set(site, own);
    return;
  }
  const visits = known.visits + own.visits;
  for (const value of [...own.values, ...own.tensors]) observeInto(known, value);
  known.visits = visits;
}

function forgetCalls(m: Machine, index: number, length: number): void {
  const calls = m.modules[index]?.module?.calls;
  if (calls !== undefined && calls.length > length) calls.length = length;
}
