import type { Machine } from "../run/machine.ts";
import { type Expression, isIdentifier, isPropertyAccessExpression, unwrapped } from "../syntax/index.ts";
import type { Value } from "../values/value.ts";

/*
 * What a test runner is given to run: `it("keeps the size", () => …)`. Runners are not followed, but the functions that they take
 * run, after the file. A function that another one takes may be meant to throw: `expect(() => net(x)).toThrow()`.
 */

const runners: ReadonlySet<string> = new Set([
  ...["describe", "context", "suite", "it", "test", "specify"],
  ...["before", "beforeAll", "beforeEach", "after", "afterAll", "afterEach"],
]);

const manners: ReadonlySet<string> = new Set(["only", "concurrent", "sequential", "serial"]);

/** Whether a call is written as one of a test runner: `it(…)`, `it.only(…)`, `Deno.test(…)`. */
export function isTestCall(callee: Expression): boolean {
  const node = unwrapped(callee);
  if (isIdentifier(node)) return runners.has(node.text);
  if (!isPropertyAccessExpression(node)) return false;
  const owner = unwrapped(node.expression);
  const isManner = manners.has(node.name.text) && isIdentifier(owner) && runners.has(owner.text);
  return isManner || runners.has(node.name.text);
}

/** Remembers the functions that a test runner is given. */
export function noteTests(m: Machine, args: readonly Value[]): void {
  if (m.isRehearsing) return;
  for (const value of args) if (value.kind === "function" && !value.code.isLibrary) m.tests.push(value);
}
