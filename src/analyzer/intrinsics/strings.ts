import { overEach } from "../run/arms/fork.ts";
import { perhapsFails } from "../run/arms/perhaps-fails.ts";
import { callValue, isCallable } from "../run/call.ts";
import { toText } from "../run/convert.ts";
import { asObject } from "../run/host-refusals.ts";
import { rowIterator } from "../run/iteration/iterators.ts";
import type { Machine } from "../run/machine.ts";
import { getMember } from "../run/members/members.ts";
import { nativeValue } from "../run/native-value.ts";
import { newRow } from "../values/doubt.ts";
import { isNullish } from "../values/equality.ts";
import { wellKnownKey } from "../values/keys.ts";
import { filled, stringValue, undefinedValue, unknownValue } from "../values/make.ts";
import type { NativeValue, ObjectValue, StringValue, Value } from "../values/value.ts";
import { attempt, fromPlain, otherMembers, plainRow, pureFunction } from "./bridge.ts";
import { perhapsReplaces } from "./calls-on-unknown.ts";
import { isQuick, keepIndex, tooSlow } from "./patterns.ts";

/** `String` */
export const stringClass: NativeValue = nativeValue("String", (m, _, args) => textOfArgument(m, args), {
  ...otherMembers(String, "String"),
  fromCharCode: pureFunction("fromCharCode", String.fromCharCode, "string"),
  fromCodePoint: pureFunction("fromCodePoint", String.fromCodePoint, "string"),
  raw: nativeValue("raw", (m, _, args) => rawText(m, args)),
});

function textOfArgument(m: Machine, [value]: readonly Value[]): Value {
  if (value === undefined) return stringValue("");
  return value.kind === "symbol" ? stringValue(`Symbol(${value.description})`) : toText(m, value);
}

/** `String.raw` as a template calls it: with the texts as they stand in the source. */
function rawText(m: Machine, [strings = undefinedValue, ...parts]: readonly Value[]): Value {
  const raw = asObject(m, getMember(m, asObject(m, strings), "raw"));
  const plain = plainRow(m, [raw, ...parts]);
  if ("reason" in plain) return { ...plain, type: "string" };
  const [texts, ...between] = plain.plain;
  return stringValue(attempt(m, () => String.raw({ raw: texts as string[] }, ...between)));
}

export function hasStringMethod(name: string): boolean {
  return name !== "constructor" && typeof Reflect.get(String.prototype, name) === "function";
}

type HostFunction = (this: unknown, ...args: unknown[]) => unknown;

/** The methods of strings: the host's own. */
export function callStringMethod(m: Machine, self: StringValue, name: string, args: readonly Value[]): Value {
  const own = ownMethod(m, name, args[0]);
  if (own !== undefined) return callValue(m, own, args[0] ?? undefinedValue, [self, ...args.slice(1)]);
  const at = args.findIndex(({ kind }) => kind === "either");
  if (at >= 0) {
    const either = args[at] ?? undefinedValue;
    return overEach(
      m,
      either,
      (option) => isFunction(option) || ownMethod(m, name, option) !== undefined,
      (option) => callStringMethod(m, self, name, args.with(at, option)),
    );
  }
  const method = Reflect.get(String.prototype, name) as HostFunction;
  const [searched, replacement] = args;
  const isCalling = name.startsWith("replace") && replacement !== undefined && isFunction(replacement);
  const plain = plainRow(m, isCalling ? args.slice(0, 1) : args);
  if ("reason" in plain) {
    if (name === "repeat" || name === "normalize") perhapsFails(m, plain);
    if (isCalling) perhapsReplaces(m, plain, args);
    return plain;
  }
  m.steps += self.text.length >> 8;
  const refusal = tooMuch(self.text, name, plain.plain);
  if (refusal !== undefined) return refusal;
  const call = (...parts: unknown[]): unknown => attempt(m, () => method.apply(self.text, parts));
  const result = isCalling ? replaced(m, call, plain.plain[0], replacement) : listed(m, call(...plain.plain));
  const [pattern] = plain.plain;
  if (pattern instanceof RegExp) keepIndex(m, searched as ObjectValue, pattern);
  return result;
}

/** An object's own way of being searched for: `[Symbol.split]`. Regular expressions are followed as such. */
function ownMethod(m: Machine, name: string, searched: Value | undefined): Value | undefined {
  const symbol = symbolsAsked.get(name);
  if (symbol === undefined || searched?.kind !== "object") return undefined;
  const key = wellKnownKey(symbol);
  if (searched.hostMade?.pattern && !searched.properties.has(key)) return undefined;
  const method = getMember(m, searched, key);
  return isNullish(method) ? undefined : method;
}

const symbolsAsked: ReadonlyMap<string, string> = new Map([
  ...["match", "matchAll", "replace", "search", "split"].map((name) => [name, name] as const),
  ["replaceAll", "replace"],
]);

function isFunction(value: Value): boolean {
  return value.kind !== "object" && value.kind !== "unknown" && isCallable(value);
}

/** What a method gives; what `matchAll` finds can be gone through once. */
function listed(m: Machine, result: unknown): Value {
  if (typeof result !== "object" || result === null || Array.isArray(result)) return fromPlain(m, result);
  const found = Array.from(result as Iterable<unknown>, (part) => fromPlain(m, part));
  return rowIterator(m, newRow(found), filled);
}

const longestText = 100_000;
const longestOfHost = 2 ** 31;

/** Why a call is too expensive to run for real. */
function tooMuch(text: string, name: string, args: readonly unknown[]): Value | undefined {
  const [first, second] = args;
  if (first instanceof RegExp && !isQuick(first, text.length)) return tooSlow;
  const isGrowing = name === "repeat" || name.startsWith("pad");
  const longest = isGrowing
    ? (name === "repeat" ? text.length : 1) * (typeof first === "number" ? first : 0)
    : text.length * (typeof second === "string" ? second.length + 1 : 1);
  // Beyond that the host throws at once.
  if (longest > longestOfHost) return undefined;
  return longest > longestText ? unknownValue("The text is too long to follow") : undefined;
}

/** `text.replace(pattern, author's function)`: finds all matches, calls the function for each, then replaces them. */
function replaced(m: Machine, call: HostFunction, pattern: unknown, replace: Value): Value {
  const found: unknown[][] = [];
  const again = pattern instanceof RegExp ? new RegExp(pattern) : pattern;
  if (again instanceof RegExp && pattern instanceof RegExp) again.lastIndex = pattern.lastIndex;
  call(again, (...match: unknown[]) => {
    found.push(match);
    return "";
  });
  const texts: string[] = [];
  for (const match of found) {
    const args = match.map((part) => fromPlain(m, part));
    const text = toText(m, callValue(m, replace, undefinedValue, args));
    if (text.kind === "unknown") return text;
    texts.push(text.text);
  }
  return fromPlain(
    m,
    call(pattern, () => texts.shift() ?? ""),
  );
}
