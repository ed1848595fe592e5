import type { Machine } from "../run/machine.ts";
import { plainNumber } from "../values/arithmetic.ts";
import { newArray } from "../values/containers.ts";
import { booleanValue, numberValue, stringValue, undefinedValue, unknownValue } from "../values/make.ts";
import { printText } from "../values/print.ts";
import type { StringValue, Value } from "../values/value.ts";

type Plain = string | number | undefined;

/** What texts can do with plain texts and numbers as arguments; what needs a pattern is unknown. */
const plainMethods: ReadonlySet<string> = new Set([
  ...[
    "at",
    "charAt",
    "charCodeAt",
    "codePointAt",
    "concat",
    "endsWith",
    "includes",
    "indexOf",
    "lastIndexOf",
  ],
  ...["padEnd", "padStart", "repeat", "replace", "replaceAll", "slice", "split", "startsWith", "substring"],
  ...["toLowerCase", "toString", "toUpperCase", "trim", "trimEnd", "trimStart", "valueOf", "localeCompare"],
]);

const longestText = 100_000;

export function hasStringMethod(name: string): boolean {
  return plainMethods.has(name);
}

export function callStringMethod(
  m: Machine,
  { text }: StringValue,
  name: string,
  args: readonly Value[],
): Value {
  const plain = args.map(plainArgument);
  if (args.some((arg, index) => plain[index] === undefined && arg.kind !== "undefined")) {
    return unknownValue(`The result of ${name} is not known`);
  }
  const size = name === "repeat" || name.startsWith("pad") ? text.length * Number(plain[0]) : 0;
  if (size > longestText) return unknownValue("The text is too long");
  const method = (text as unknown as Record<string, (...args: readonly Plain[]) => unknown>)[name];
  return lift(
    m,
    attempt(() => method?.apply(text, plain)),
  );
}

function plainArgument(value: Value): Plain {
  if (value.kind === "string") return value.text;
  return plainNumber(value);
}

function attempt(body: () => unknown): unknown {
  try {
    return body();
  } catch {
    return undefined;
  }
}

/** A plain value as an abstract one. */
function lift(m: Machine, value: unknown): Value {
  if (typeof value === "string") return stringValue(value);
  if (typeof value === "number") return numberValue(value);
  if (typeof value === "boolean") return booleanValue(value);
  if (Array.isArray(value))
    return newArray(
      m,
      value.map((part: unknown) => lift(m, part)),
    );
  return undefinedValue;
}

/** What numbers can do. */
export function callNumberMethod(value: Value, name: string, args: readonly Value[]): Value {
  const plain = plainNumber(value);
  const argument = args[0] === undefined ? undefined : plainNumber(args[0]);
  if (plain === undefined || name === "toString" || name === "toLocaleString")
    return stringValue(printText(value));
  if (name === "toFixed" || name === "toPrecision") {
    const text = attempt(() => plain[name](argument));
    return typeof text === "string" ? stringValue(text) : unknownValue(`The result of ${name} is not known`);
  }
  return name === "valueOf" ? value : undefinedValue;
}
