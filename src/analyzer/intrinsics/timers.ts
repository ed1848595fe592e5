import { innermostMark, isInArm } from "../run/arms/arms.ts";
import { forkOver } from "../run/arms/fork.ts";
import { callValue } from "../run/call.ts";
import { isNoFunction } from "../run/host-refusals.ts";
import { enqueue, removeTimer, startTimer } from "../run/jobs/jobs.ts";
import type { Machine } from "../run/machine.ts";
import { nativeValue } from "../run/native-value.ts";
import type { Timer } from "../run/records.ts";
import { throwError } from "../run/throw-error.ts";
import { plainNumber } from "../values/arithmetic.ts";
import { newObject } from "../values/containers.ts";
import { hostText } from "../values/host-text.ts";
import { noteEffects } from "../values/journal.ts";
import { wellKnownKey } from "../values/keys.ts";
import { undefinedValue, unknownValue } from "../values/make.ts";
import type { NativeValue, ObjectValue, UnknownValue, Value } from "../values/value.ts";

/** `setTimeout` and its like: what they are given runs later. */
export const timerFunctions: Readonly<Record<string, Value>> = {
  queueMicrotask: nativeValue("queueMicrotask", (m, _, [visit = undefinedValue]) => {
    refuseNoFunction(m, visit);
    enqueue(m, () => void callValue(m, visit, undefinedValue, []));
    return undefinedValue;
  }),
  setTimeout: nativeValue("setTimeout", (m, _, [visit = undefinedValue, delay, ...args]) =>
    later(m, visit, args, delayOf(delay), false),
  ),
  setInterval: nativeValue("setInterval", (m, _, [visit = undefinedValue, delay, ...args]) =>
    later(m, visit, args, delayOf(delay), true),
  ),
  setImmediate: nativeValue("setImmediate", (m, _, [visit = undefinedValue, ...args]) =>
    later(m, visit, args, 0, false),
  ),
  ...Object.fromEntries(
    ["clearTimeout", "clearInterval", "clearImmediate"].map((name) => [
      name,
      nativeValue(name, (m, __, [handle = undefinedValue]) => clear(m, handle)),
    ]),
  ),
};

/** The class of what `setTimeout` gives. */
export const timeoutClass: NativeValue = nativeValue("Timeout", () => undefinedValue);

/** The timer behind each handle. */
const timerOf = new WeakMap<ObjectValue, Timer>();

function refuseNoFunction(m: Machine, visit: Value): void {
  if (isNoFunction(visit))
    throwError(
      m,
      "TypeError",
      `The "callback" argument must be of type function. Received ${hostText(visit)}`,
    );
}

/** Less than a millisecond is one; a delay that is not known is infinite. */
function delayOf(delay: Value = undefinedValue): number {
  if (["unknown", "either", "undecided", "object"].includes(delay.kind)) return Number.POSITIVE_INFINITY;
  if (delay.kind === "string") return Math.max(1, Number(delay.text) || 1);
  if (delay.kind !== "number") return 1;
  return Math.max(1, plainNumber(delay) ?? Number.POSITIVE_INFINITY) || 1;
}

function later(m: Machine, visit: Value, args: readonly Value[], delay: number, isInterval: boolean): Value {
  refuseNoFunction(m, visit);
  noteEffects(m.journal.watch);
  const handle = newObject(m, new Map(), null, null, { by: timeoutClass, pattern: null });
  const run = (): void => void callValue(m, visit, undefinedValue, args);
  const why = isInArm(m) ? unknownValue("Whether the timer is set depends on a condition") : null;
  const timer: Timer = { handle, run, delay, at: 0, isInterval, runs: 0, why };
  timerOf.set(handle, timer);
  startTimer(m, timer);
  return handle;
}

function clear(m: Machine, handle: Value): Value {
  noteEffects(m.journal.watch);
  if (handle.kind === "either") return forkOver(m, handle.options, (option) => clear(m, option));
  if (handle.kind === "unknown") for (const timer of m.timers) timer.why ??= handle;
  const timer = handle.kind === "object" ? timerOf.get(handle) : undefined;
  if (timer !== undefined) clearTimer(m, timer);
  return undefinedValue;
}

/** Under a condition, a timer is certainly cleared only if it was set under the same condition. */
function clearTimer(m: Machine, timer: Timer): void {
  const isOlder = isInArm(m) && timer.handle.born < (innermostMark(m)?.epoch ?? 0);
  if (isOlder) timer.why ??= unknownValue("Whether the timer is cleared depends on a condition");
  else removeTimer(m, timer);
}

/** What a timeout, an interval or an immediate has; undefined where the host has nothing of that name. */
export function timerMember(name: string): Value | undefined {
  const act = methods.get(name);
  if (act !== undefined)
    return nativeValue(name, (m, self) => {
      const timer = self.kind === "object" ? timerOf.get(self) : undefined;
      if (timer !== undefined) act(m, timer);
      return self;
    });
  if (name === wellKnownKey("toPrimitive")) return nativeValue(name, () => notKnown);
  return name === "hasRef" ? nativeValue(name, () => ({ ...notKnown, type: "boolean" })) : undefined;
}

const notKnown: UnknownValue = unknownValue("What a timer says of itself is not followed");

const methods: ReadonlyMap<string, (m: Machine, timer: Timer) => void> = new Map([
  ["ref", () => undefined],
  // The host does not wait for it before it ends.
  [
    "unref",
    (_, timer) => {
      timer.why ??= unknownValue("Whether the timer runs before the host ends is not known");
    },
  ],
  ["close", clearTimer],
  [
    "refresh",
    (m, timer) => {
      if (isInArm(m)) timer.why ??= unknownValue("When the timer runs depends on a condition");
      removeTimer(m, timer);
      startTimer(m, timer);
    },
  ],
]);
