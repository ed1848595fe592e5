import { undefinedValue, unknownValue } from "../values/make.ts";
import { guarded } from "./arms/guarded.ts";
import { callFunction } from "./call.ts";
import type { Machine } from "./machine.ts";
import type { GivenTest } from "./records.ts";
import { reportThrown } from "./refuse.ts";

/**
 * Runs the functions that the file has given a test runner, in the order in which they were given, those that they give in their
 * turn behind them. `afterwards` runs behind each.
 */
export function runTests(m: Machine, afterwards: () => void): void {
  const { cuts } = m;
  // After one that took too long the others are left out, so that this is reported only once.
  for (let test = m.tests.shift(); test !== undefined && m.cuts === cuts; test = m.tests.shift()) {
    runTest(m, test);
    afterwards();
  }
}

function runTest(m: Machine, { test, args }: GivenTest): void {
  const { length, place } = test.code;
  const others = Array.from({ length: Math.max(0, length - args.length) }, () =>
    unknownValue("What a test is given is not known"),
  );
  guarded(
    m,
    () => callFunction(m, test, undefinedValue, [...args, ...others]),
    (thrown) => reportThrown(m, thrown, place),
  );
}
