import { perhapsFails } from "../run/arms/perhaps-fails.ts";
import { callValue } from "../run/call.ts";
import type { Machine } from "../run/machine.ts";
import { type NativeCall, nativeValue } from "../run/native-value.ts";
import { isCaught } from "../run/refuse.ts";
import { Thrown } from "../run/stops.ts";
import { plainNumber } from "../values/arithmetic.ts";
import { setUnlisted } from "../values/containers.ts";
import { equality, sameValueZero } from "../values/equality.ts";
import { stringValue, undefinedValue, unknownValue } from "../values/make.ts";
import { printText } from "../values/print.ts";
import { describe } from "../values/prototype.ts";
import { truth } from "../values/truth.ts";
import type { ArrayValue, NativeValue, ObjectValue, Value } from "../values/value.ts";

/*
 * Node's `assert`, by which authors check shapes: what certainly fails throws, as when the file runs. Nothing follows from what
 * is not known.
 */

/** What a file imports of `assert` under a name, its default or, where the name is null, all of it; undefined for other modules. */
export function importedAssertion(specifier: string, name: string | null): Value | undefined {
  const assertions = modules.get(specifier.replace(/^node:/, ""));
  if (assertions === undefined || name === null || name === "default") return assertions;
  return assertions.members.get(name);
}

function newAssertions(isStrict: boolean, others: Readonly<Record<string, Value>> = {}): NativeValue {
  const ok: NativeCall = (m, _, [value = undefinedValue, message]) => {
    const isTrue = truth(value);
    if (isTrue === false) fail(m, message, `${print(value)} is not true`);
    if (typeof isTrue !== "boolean") perhapsFails(m, unknownValue(isTrue.reason, isTrue.because));
    return undefinedValue;
  };
  return nativeValue("assert", ok, {
    ...others,
    ...Object.fromEntries(notFollowed.map((name) => [name, unknownValue(`assert.${name} is not followed`)])),
    ok: nativeValue("ok", ok),
    fail: nativeValue("fail", (m, _, [message]) => fail(m, message, "Failed")),
    equal: comparing("equal", isStrict ? isSame : isLike),
    notEqual: differing("notEqual", isStrict ? isSame : isLike),
    strictEqual: comparing("strictEqual", isSame),
    notStrictEqual: differing("notStrictEqual", isSame),
    deepEqual: comparing("deepEqual", (a, b) => isDeeply(isStrict ? isSame : isLike, a, b)),
    notDeepEqual: differing("notDeepEqual", (a, b) => isDeeply(isStrict ? isSame : isLike, a, b)),
    deepStrictEqual: comparing("deepStrictEqual", (a, b) => isDeeply(isSame, a, b)),
    notDeepStrictEqual: differing("notDeepStrictEqual", (a, b) => isDeeply(isSame, a, b)),
    doesNotThrow: nativeValue("doesNotThrow", (m, _, [run = undefinedValue]) => {
      callValue(m, run, undefinedValue, []);
      return undefinedValue;
    }),
  });
}

const notFollowed = [
  ...[
    "AssertionError",
    "CallTracker",
    "Assert",
    "throws",
    "rejects",
    "doesNotReject",
    "match",
    "doesNotMatch",
  ],
  ...["ifError", "partialDeepStrictEqual"],
];

const notKnown = unknownValue("Whether they are equal is not known");

/** Whether two values are equal; undefined where that is not known. */
type Equal = (left: Value, right: Value) => boolean | undefined;

function comparing(name: string, equal: Equal): NativeValue {
  return nativeValue(name, (m, _, [got = undefinedValue, wanted = undefinedValue, message]) => {
    const isEqual = equal(got, wanted);
    if (isEqual === false) fail(m, message, `${print(got)} is not ${print(wanted)}`, false);
    if (isEqual === undefined) perhapsFails(m, notKnown);
    return undefinedValue;
  });
}

function differing(name: string, equal: Equal): NativeValue {
  return nativeValue(name, (m, _, [got = undefinedValue, other = undefinedValue, message]) => {
    const isEqual = equal(got, other);
    if (isEqual === true) fail(m, message, `It is ${print(got)}`, false);
    if (isEqual === undefined) perhapsFails(m, notKnown);
    return undefinedValue;
  });
}

function fail(m: Machine, given: Value = undefinedValue, otherwise: string, isWhole = true): never {
  if (given.kind === "object") throw new Thrown(given, true, null);
  const error = m.intrinsics.newError(m, "Error", given.kind === "string" ? given.text : otherwise);
  if (error.kind !== "object") throw new Thrown(error, true, null);
  setUnlisted(m, error, "name", stringValue("AssertionError"));
  setUnlisted(m, error, "code", stringValue("ERR_ASSERTION"));
  const isKnown =
    given.kind === "string" ? isWhole || !isCaught(m) : given.kind === "undefined" && !isCaught(m);
  if (!isKnown) setUnlisted(m, error, "message", unknownMessage);
  throw new Thrown(error, true, null);
}

/** As an author may catch it: what Node writes by itself is longer, and it adds a comparison to an author's words. */
const unknownMessage = unknownValue("What the error says is known only when the file runs");

function decided(value: Value): boolean | undefined {
  const answer = truth(value);
  return typeof answer === "boolean" ? answer : undefined;
}

/** As `Object.is` has it; whether a zero is negative is not known. */
const isSame: Equal = (left, right) => {
  const answer = decided(sameValueZero(left, right));
  return answer === true && plainNumber(left) === 0 ? undefined : answer;
};

const isLike: Equal = (left, right) =>
  isSame(left, right) === true ? true : decided(equality(left, right, true));

/**
 * Lists and plain objects part by part, `within` those on the left that hold them. Of other things, and of what holds itself, it is
 * only known that each is equal to itself.
 */
function isDeeply(
  equal: Equal,
  left: Value,
  right: Value,
  within: readonly Value[] = [],
): boolean | undefined {
  if (within.includes(left)) return left === right || undefined;
  const inner = [...within, left];
  if (left.kind === "array" && right.kind === "array" && isPlainList(left) && isPlainList(right))
    return left.elements.length !== right.elements.length
      ? false
      : every(
          left.elements.map((one, index) =>
            isDeeply(equal, one, right.elements[index] ?? undefinedValue, inner),
          ),
        );
  if (left.kind === "object" && right.kind === "object" && isPlainRecord(left) && isPlainRecord(right))
    return isRecordEqual(equal, left, right, inner);
  const isPlain = [left, right].every(({ kind }) => primitives.has(kind));
  const mixed = [left, right].some(({ kind }) => primitives.has(kind)) && [left, right].some(isList);
  if (isPlain) return equal(left, right);
  return mixed ? false : equal(left, right) === true || undefined;
}

function isRecordEqual(
  equal: Equal,
  left: ObjectValue,
  right: ObjectValue,
  within: readonly Value[],
): boolean | undefined {
  if (left.properties.size !== right.properties.size) return false;
  const parts = [...left.properties].map(([key, value]) => {
    const other = right.properties.get(key);
    return other === undefined ? false : isDeeply(equal, value, other, within);
  });
  return every(parts);
}

function every(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

function isList(value: Value): boolean {
  return value.kind === "array" && isPlainList(value);
}

function isPlainList({ doubt, typed, isArguments, extras }: ArrayValue): boolean {
  return doubt === null && typed === undefined && isArguments !== true && extras === undefined;
}

function isPlainRecord({
  class: cls,
  hostMade,
  module,
  doubt,
  unlisted,
  accessors,
  proto,
}: ObjectValue): boolean {
  const isBare = cls === null && hostMade === null && module === null && doubt === null;
  return isBare && unlisted === null && accessors.size === 0 && proto === undefined;
}

const primitives: ReadonlySet<Value["kind"]> = new Set([
  ...(["number", "string", "boolean", "undefined", "null", "bigint"] as const),
]);

/** A value in a sentence: `[1, 8, 6, 6]`, `{ k: 3 }`. A value that contains itself is shown as Node shows it. */
function print(value: Value, within: readonly Value[] = []): string {
  if (within.includes(value)) return "[Circular]";
  const part = (one: Value) => print(one, [...within, value]);
  if (value.kind === "object" && isPlainRecord(value))
    return `{ ${[...value.properties].map(([key, one]) => `${key}: ${part(one)}`).join(", ")} }`;
  if (value.kind === "array" && value.doubt === null) return `[${value.elements.map(part).join(", ")}]`;
  if (value.kind === "string") return JSON.stringify(value.text);
  return primitives.has(value.kind) ? printText(value) : describe(value);
}

const strict = newAssertions(true);

const modules: ReadonlyMap<string, NativeValue> = new Map([
  ["assert", newAssertions(false, { strict })],
  ["assert/strict", strict],
]);
