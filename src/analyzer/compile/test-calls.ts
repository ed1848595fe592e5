import type { Machine } from "../run/machine.ts";
import {
  type Expression,
  isCallExpression,
  isIdentifier,
  isPropertyAccessExpression,
  isTaggedTemplateExpression,
  unwrapped,
} from "../syntax/index.ts";
import { isTrueArray } from "../values/containers.ts";
import { untyped } from "../values/make.ts";
import type { UnknownValue, Value } from "../values/value.ts";

/*
 * What a test runner is given to run: `it("keeps the size", () => …)`. Runners are not followed, but the functions that they take
 * run, after the file. A function that another one takes may be meant to throw: `expect(() => net(x)).toThrow()`.
 */

const runners: ReadonlySet<string> = new Set([
  ...["describe", "context", "suite", "it", "test", "specify"],
  ...["before", "beforeAll", "beforeEach", "after", "afterAll", "afterEach"],
]);

const manners: ReadonlySet<string> = new Set(["only", "concurrent", "sequential", "serial"]);

/** Whether a call is written as one of a test runner: `it(…)`, `it.only(…)`, `it.each(…)(…)`, `Deno.test(…)`. */
export function isTestCall(callee: Expression): boolean {
  const node = unwrapped(callee);
  if (isIdentifier(node)) return runners.has(node.text);
  if (isCallExpression(node)) return isEachCall(node.expression);
  if (isTaggedTemplateExpression(node)) return isEachCall(node.tag);
  if (!isPropertyAccessExpression(node)) return false;
  const owner = unwrapped(node.expression);
  const isManner = manners.has(node.name.text) && isIdentifier(owner) && runners.has(owner.text);
  return isManner || runners.has(node.name.text);
}

/** Whether a call gives a test runner the rows that a test is run with: `it.each(rows)`, `it.only.each(rows)`. */
export function isEachCall(callee: Expression): boolean {
  const node = unwrapped(callee);
  return isPropertyAccessExpression(node) && node.name.text === "each" && isTestCall(node.expression);
}

/** The rows that a runner was given, by the function that it returned. */
const givenRows = new WeakMap<Value, Value>();

/** What `it.each(rows)` returns, which is called with the test. */
export function forRows(runner: UnknownValue, rows: Value | undefined): UnknownValue {
  const result = untyped(runner);
  if (rows !== undefined) givenRows.set(result, rows);
  return result;
}

/** Rows beyond this are taken to be like the first ones. */
const mostRows = 64;

/** Remembers the functions that a test runner is given. */
export function noteTests(m: Machine, runner: Value, args: readonly Value[]): void {
  if (m.isRehearsing) return;
  const rows = givenRows.get(runner);
  const isKnown = rows !== undefined && isTrueArray(rows) && rows.doubt === null;
  const given = isKnown ? rows.elements.slice(0, mostRows).map(argumentsOfRow) : [[]];
  for (const test of args)
    if (test.kind === "function" && !test.code.isLibrary)
      m.tests.push(...given.map((each) => ({ test, args: each })));
}

function argumentsOfRow(row: Value): readonly Value[] {
  return isTrueArray(row) && row.doubt === null ? row.elements : [row];
}
