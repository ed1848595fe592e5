import { perhapsFails } from "../run/arms/perhaps-fails.ts";
import { isPrimitive } from "../run/host-refusals.ts";
import type { Machine } from "../run/machine.ts";
import { nativeValue } from "../run/native-value.ts";
import { refuseSelf } from "../run/wrong-self.ts";
import { newObject, setProperty, setUnlisted } from "../values/containers.ts";
import { numberValue, openOf, stringValue, undefinedValue, unknownValue } from "../values/make.ts";
import type { NativeValue, ObjectValue, StringValue, UnknownValue, Value } from "../values/value.ts";
import { attempt, fromPlain, otherMember, toPlain } from "./bridge.ts";
import { asText } from "./texts.ts";

/** `RegExp` */
export const patternClass: NativeValue = {
  ...nativeValue("RegExp", (m, _, args) => fromArguments(m, args)),
  construct: (m, args) => fromArguments(m as Machine, args),
};

function fromArguments(
  m: Machine,
  [source = undefinedValue, flags = undefinedValue]: readonly Value[],
): Value {
  const known = source.kind === "object" ? source.hostMade?.pattern : undefined;
  const text = known
    ? stringValue(known.source)
    : source.kind === "undefined"
      ? stringValue("(?:)")
      : asText(m, source);
  const letters = flags.kind === "undefined" ? stringValue(known?.flags ?? "") : asText(m, flags);
  const open = text.kind === "unknown" ? text : letters;
  if (open.kind === "unknown") perhapsFails(m, open);
  if (text.kind === "unknown") return openOf(text);
  return letters.kind === "unknown" ? openOf(letters) : newPattern(m, text.text, letters.text);
}

/** A regular expression; each evaluation of a literal makes another one. */
export function newPattern(m: Machine, source: string, flags: string): Value {
  const pattern = attempt(m, () => new RegExp(source, flags));
  const object = newObject(m, new Map(), null, null, { by: patternClass, pattern });
  setUnlisted(m, object, "lastIndex", numberValue(0));
  return object;
}

/** The members of a regular expression other than `lastIndex`. */
export function patternMember(object: ObjectValue, pattern: RegExp, name: string): Value | undefined {
  switch (name) {
    case "exec":
    case "test":
      return nativeValue(name, (m, self, [text = undefinedValue]) => {
        if (isPrimitive(self)) refuseSelf(m, self, `RegExp.prototype.${name}`);
        return search(m, object, name, text);
      });
    case "toString":
      return nativeValue(name, () => stringValue(String(pattern)));
    case "constructor":
      return patternClass;
  }
  const own: unknown = Reflect.get(pattern, name);
  if (typeof own === "string") return stringValue(own);
  if (typeof own === "boolean") return { kind: "boolean", value: own, origin: null };
  return otherMember(pattern, "RegExp", name);
}

function search(m: Machine, object: ObjectValue, name: "exec" | "test", value: Value): Value {
  const text = asText(m, value);
  if (text.kind === "unknown") return openOf(text);
  return withPattern(m, object, text, (pattern) => pattern[name](text.text));
}

/** Lets the host search a text, and takes over its `lastIndex`. */
export function withPattern(
  m: Machine,
  object: ObjectValue,
  { text }: StringValue,
  run: (pattern: RegExp) => unknown,
): Value {
  const copy = toPlain(m, object);
  if ("reason" in copy) return copy;
  const pattern = copy.plain as RegExp;
  if (!isQuick(pattern, text.length)) return tooSlow;
  const result = fromPlain(
    m,
    attempt(m, () => run(pattern)),
  );
  keepIndex(m, object, pattern);
  return result;
}

export function keepIndex(m: Machine, object: ObjectValue, pattern: RegExp): void {
  if (pattern.global || pattern.sticky) setProperty(m, object, "lastIndex", numberValue(pattern.lastIndex));
}

export const tooSlow: UnknownValue = unknownValue("The regular expression may take too long on this text");

/** A repeated group that itself repeats or chooses: on some texts its search takes exponential time. */
const nested = /\((?:[^()\\]|\\.)*[*+{|](?:[^()\\]|\\.)*\)[*+{]/;
const repetition = /(?<!\\)[*+{]/g;
const longestNested = 24;
const mostTries = 10_000_000;

/** Whether a search certainly ends soon: repetitions in a row may each try all lengths of the text. */
export function isQuick({ source }: RegExp, length: number): boolean {
  if (nested.test(source) && length > longestNested) return false;
  const repetitions = source.match(repetition)?.length ?? 0;
  return repetitions < 2 || length ** repetitions <= mostTries;
}
