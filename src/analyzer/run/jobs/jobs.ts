import { noteEffects } from "../../values/journal.ts";
import { undefinedValue, unknownValue } from "../../values/make.ts";
import type { UnknownValue } from "../../values/value.ts";
import { isInArm } from "../arms/arms.ts";
import { forkMaybe } from "../arms/fork.ts";
import { tick } from "../budget.ts";
import type { Machine } from "../machine.ts";
import type { Timer } from "../records.ts";

/*
 * What runs later, in the order in which the language runs it: jobs, then timers. In an arm of an undecided condition a job
 * runs at once: later, the arm would be over.
 */

export function enqueue(m: Machine, job: () => void): void {
  noteEffects(m.journal.watch);
  if (isInArm(m)) job();
  else m.jobs.push(job);
}

/** Runs the next job, or the next timer where there is none; false where nothing waits. */
export function runJob(m: Machine): boolean {
  tick(m);
  const job = m.jobs.shift();
  if (job !== undefined) {
    job();
    return true;
  }
  endRejections(m);
  const timer = nextTimer(m);
  if (timer !== undefined) runTimer(m, timer);
  return timer !== undefined;
}

/** Runs all that still waits; what threw in it without being caught is left in `rejections`. */
export function runJobs(m: Machine): void {
  while (runJob(m));
}

/** The host asks whether a rejected promise is handled as soon as no job waits: a handler that comes later is too late. */
function endRejections({ rejections }: Machine): void {
  for (const rejection of rejections) if (!rejection.promise.isHandled) rejection.isFinal = true;
}

/** Of several that are due at one time, the one that was set first. */
function nextTimer({ timers }: Machine): Timer | undefined {
  return timers.reduce<Timer | undefined>(
    (first, timer) => (first === undefined || timer.at < first.at ? timer : first),
    undefined,
  );
}

/** An interval that nothing ends is not followed any longer. */
const mostRuns = 8;

function runTimer(m: Machine, timer: Timer): void {
  for (const other of [...m.timers])
    if (other !== timer && other.at === Number.POSITIVE_INFINITY && other.runs === 0)
      perhapsRun(m, other, noDelay);
  if (timer.at !== Number.POSITIVE_INFINITY) m.now = Math.max(m.now, timer.at);
  // How often an interval runs before another timer depends on the host.
  const isRace = timer.isInterval && timer.runs > 0 && (m.timers.length > 1 || timer.runs >= mostRuns);
  const why = isRace
    ? unknownValue("How often an interval runs is known only when the file runs")
    : timer.why;
  removeTimer(m, timer);
  if (why !== null) {
    perhapsRun(m, timer, why);
    return;
  }
  timer.runs += 1;
  if (timer.isInterval) startTimer(m, timer);
  timer.run();
}

const noDelay = unknownValue("When the timer runs is known only when the file runs");

/** A timer that may run now, an interval any number of times. */
function perhapsRun(m: Machine, timer: Timer, why: UnknownValue): void {
  timer.why ??= why;
  timer.runs += 1;
  const run = (): void => {
    forkMaybe(
      m,
      why,
      () => {
        timer.run();
        return undefinedValue;
      },
      timer.isInterval,
    );
  };
  run();
  // What it may have changed the first time is unknown the second time.
  if (timer.isInterval) run();
}

/** What is not known may take any time to come, in which timers may run. */
export function mayTakeTime(m: Machine): void {
  for (const timer of [...m.timers])
    if (timer.runs === 0)
      perhapsRun(m, timer, unknownValue("How long is waited is known only when the file runs"));
}

/** Lets a timer wait, from now on. */
export function startTimer(m: Machine, timer: Timer): void {
  timer.at = m.now + timer.delay;
  m.timers.push(timer);
}

export function removeTimer({ timers }: Machine, timer: Timer): void {
  const index = timers.indexOf(timer);
  if (index >= 0) timers.splice(index, 1);
}
