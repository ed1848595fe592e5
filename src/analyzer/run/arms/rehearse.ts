import { closeMark, leave, openMark, type World } from "../../values/journal.ts";
import type { Machine } from "../machine.ts";
import type { FactSite, Observation } from "../records.ts";
import { Thrown } from "../stops.ts";
import { checkpointOf, dropArms } from "./checkpoint.ts";

/** Runs code only to learn what it would change and return. Its changes are undone, and its problems not reported. */
export function rehearsed<T>(m: Machine, run: () => T): { readonly world: World; readonly given?: T } {
  const checkpoint = checkpointOf(m);
  const { problems, faulted, refusedSources, observations, onApply, nodes, isRehearsing } = m;
  const kept = { problems, faulted, refusedSources, observations, onApply, nodes, isRehearsing };
  const lengths = {
    applied: m.applied.length,
    rootCalls: m.rootCalls.length,
    modules: m.modules.length,
    folds: m.folds.length,
  };
  const thrownArms = m.thrownArms?.length ?? 0;
  const mark = openMark(m.journal);
  Object.assign(m, {
    problems: new Map(),
    refusedSources: [...refusedSources],
    observations: new Map<FactSite, Observation>(),
    isRehearsing: true,
  });
  // While this is set, nothing counts as really called.
  m.onApply = () => undefined;
  m.forks += 1;
  let given: T | undefined;
  let world: World = new Map();
  let isThrough = true;
  try {
    given = run();
  } catch (error) {
    isThrough = error instanceof Thrown;
    if (!isThrough) throw error;
  } finally {
    m.forks -= 1;
    dropArms(m, { ...checkpoint, marks: m.journal.open.indexOf(mark) + 1 });
    Object.assign(m, kept);
    if (m.thrownArms !== null) m.thrownArms.length = thrownArms;
    m.applied.length = lengths.applied;
    m.rootCalls.length = lengths.rootCalls;
    m.modules.length = lengths.modules;
    m.folds.length = lengths.folds;
    // Where it was cut off, what it may have changed has to be found.
    world = leave(m.journal, mark, isThrough);
    closeMark(m.journal, mark);
  }
  return given === undefined ? { world } : { world, given };
}
