import { noteEffects } from "../values/journal.ts";
import { tick } from "./budget.ts";
import type { Machine } from "./machine.ts";

/*
 * What runs later, in the order in which the language runs it: jobs, then timers. In an arm of an undecided condition a job
 * runs at once: later, the arm would be over.
 */

export function enqueue(m: Machine, job: () => void): void {
  noteEffects(m.journal.watch);
  if (m.forks > 0) job();
  else m.jobs.push(job);
}

/** Runs the next job, or the next timer where there is none; false where nothing waits. */
export function runJob(m: Machine): boolean {
  tick(m);
  const job = m.jobs.shift() ?? nextTimer(m);
  job?.();
  return job !== undefined;
}

/** Runs all that still waits; what threw in it without being caught is left in `rejections`. */
export function runJobs(m: Machine): void {
  while (runJob(m));
}

function nextTimer(m: Machine): (() => void) | undefined {
  endRejections(m);
  const { timers } = m;
  const first = timers.reduce((least, timer) => Math.min(least, timer.delay), Number.POSITIVE_INFINITY);
  const index = timers.findIndex(({ delay }) => delay === first);
  return index < 0 ? undefined : timers.splice(index, 1)[0]?.run;
}

/** The host asks whether a rejected promise is handled as soon as no job waits: a handler that comes later is too late. */
function endRejections({ rejections }: Machine): void {
  for (const rejection of rejections) if (!rejection.promise.isHandled) rejection.isFinal = true;
}
