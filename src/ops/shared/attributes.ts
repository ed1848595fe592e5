import { whatIs } from "../../base/index.ts";
import {
  type Attrs,
  type AttrValue,
  type Dim,
  isUnknown,
  type UnknownDim,
  unknownDim,
} from "../../ir/index.ts";
import { type ProblemData, printValue } from "../../problems/index.ts";
import type { OpProblem } from "../op.ts";

/** What one attribute may be. */
export interface Rule<T extends AttrValue> {
  /** What the author should have written, as the rest of a sentence: "a whole number above 0". */
  readonly expected: string;
  /** The same for a value of another form, where that says more. */
  expectedOf?(value: unknown): string | undefined;
  /** The parts of the value that are impossible; empty if the value is valid or cannot be checked. */
  refused(value: unknown): readonly unknown[];
  /** The value, with an unknown instead of whatever is refused. */
  read(value: unknown): T;
}

export type Rules<A extends Attrs> = { readonly [K in keyof A]: Rule<A[K]> };

/** True, false or unknown. */
export type Flag = boolean | UnknownDim;

/** Height and width. */
export type DimPair = readonly [height: Dim, width: Dim];

/** One problem for each attribute that breaks its rule. */
export function checkAttributes<A extends Attrs>(rules: Rules<A>, attrs: A): readonly OpProblem[] {
  const problems: OpProblem[] = [];
  for (const name in rules) {
    const { refused, expected, expectedOf } = rules[name] as Rule<AttrValue>;
    const culprits = refused(attrs[name]);
    if (culprits.length === 0) continue;
    const wanted = expectedOf?.(attrs[name]) ?? expected;
    problems.push(invalidAttribute(name, describe(culprits[0]), wanted));
  }
  return problems;
}

/** The attributes with an unknown for every value that breaks its rule, so that inference can go on quietly. */
export function readAttributes<A extends Attrs>(rules: Rules<A>, attrs: A): A {
  const known: { -readonly [K in keyof A]?: A[K] } = {};
  for (const name in rules) known[name] = rules[name].read(attrs[name]);
  return known as A;
}

type Refused = ProblemData<"invalid-attribute">["value"];

export function invalidAttribute(name: string, value: Refused, expected: string): OpProblem {
  return { code: "invalid-attribute", blame: { kind: "attr", name }, data: { name, value, expected } };
}

/** Sizes, counts, strides. */
export const positive: Rule<Dim> = number("a whole number above 0", (n) => Number.isSafeInteger(n) && n > 0);

/** Paddings. */
export const notNegative: Rule<Dim> = number(
  "0 or a whole number above it",
  (n) => Number.isSafeInteger(n) && n >= 0,
);

/** Axes, which count from the end where negative. */
export const whole: Rule<Dim> = number("a whole number", Number.isSafeInteger);

export const finite: Rule<Dim> = number("a number", Number.isFinite);

/** Numbers and ±∞. JSON has no infinities, so a graph's attributes name them. */
export const finiteOrInfinite: Rule<Dim> = {
  expected: "a number",
  refused: (value) => (infinityOf(value) === undefined ? finite.refused(value) : []),
  read: (value) => infinityOf(value) ?? finite.read(value),
};

function infinityOf(value: unknown): number | undefined {
  const isNamed = value === "Infinity" || value === "-Infinity";
  const number = isNamed ? Number(value) : value;
  return number === Number.POSITIVE_INFINITY || number === Number.NEGATIVE_INFINITY ? number : undefined;
}

export const notZero: Rule<Dim> = number("a number that is not 0", (n) => Number.isFinite(n) && n !== 0);

export const atLeast0: Rule<Dim> = number("0 or a number above it", (n) => Number.isFinite(n) && n >= 0);

export const above0: Rule<Dim> = number("a number above 0", (n) => Number.isFinite(n) && n > 0);

export const probability: Rule<Dim> = number("a number from 0 to 1", (n) => n >= 0 && n <= 1);

export const flag: Rule<Flag> = {
  expected: "true or false",
  refused: (value) => (typeof value === "boolean" || isSymbolic(value) ? [] : [value]),
  read: (value) => (typeof value === "boolean" ? value : unknownOf(value)),
};

/** The rule for height and width alike. */
export function pair(rule: Rule<Dim>): Rule<DimPair> {
  return sizes(2, rule) as Rule<DimPair>;
}

/** The rule for as many axes alike. */
export function sizes(axes: number, rule: Rule<Dim>): Rule<readonly Dim[]> {
  const isList = (value: unknown): value is readonly unknown[] =>
    Array.isArray(value) && value.length === axes;
  return {
    expected: rule.expected,
    expectedOf: (value) =>
      Array.isArray(value) && !isList(value)
        ? `${rule.expected}, or a list of ${axes} such numbers`
        : undefined,
    refused: (value) => (isList(value) ? value.flatMap(rule.refused) : isSymbolic(value) ? [] : [value]),
    read: (value) =>
      isList(value) ? value.map(rule.read) : Array.from({ length: axes }, () => rule.read(value)),
  };
}

/** An unknown list counts as a list of one unknown. */
export function list(rule: Rule<Dim>): Rule<readonly Dim[]> {
  return {
    expected: `a list, each ${rule.expected}`,
    refused: (value) =>
      Array.isArray(value) ? refusedOf(rule, value) : isUnknownValue(value) ? [] : [value],
    read: (value) => (Array.isArray(value) ? value.map(rule.read) : isUnknownValue(value) ? [value] : []),
  };
}

/** Not by `flatMap`, which is slow: a table may have 100,000 numbers, hardly ever a refused one. */
function refusedOf(rule: Rule<Dim>, values: readonly unknown[]): readonly unknown[] {
  const refused: unknown[] = [];
  for (const value of values) refused.push(...rule.refused(value));
  return refused;
}

export function orNull<T extends AttrValue>(rule: Rule<T>): Rule<T | null> {
  return {
    expected: `${rule.expected}, or null`,
    refused: (value) => (value === null ? [] : rule.refused(value)),
    read: (value) => (value === null ? null : rule.read(value)),
  };
}

/** One of a few words. */
export function oneOf<W extends string>(...words: readonly W[]): Rule<W | UnknownDim> {
  const word = (value: unknown): W | undefined => words.find((w) => w === value);
  return {
    expected: words.map((w) => `"${w}"`).join(" or "),
    refused: (value) => (word(value) !== undefined || isSymbolic(value) ? [] : [value]),
    read: (value) => word(value) ?? unknownOf(value),
  };
}

/** One of a few words, or what the other rule allows. */
export function orWord<W extends string, T extends AttrValue>(
  rule: Rule<T>,
  ...words: readonly W[]
): Rule<T | W> {
  const word = (value: unknown): W | undefined => words.find((w) => w === value);
  const orWords = (expected: string): string => [expected, ...words.map((w) => `"${w}"`)].join(" or ");
  return {
    expected: orWords(rule.expected),
    expectedOf: (value) => {
      const expected = rule.expectedOf?.(value);
      return expected === undefined ? undefined : orWords(expected);
    },
    refused: (value) => (word(value) === undefined ? rule.refused(value) : []),
    read: (value) => word(value) ?? rule.read(value),
  };
}

function number(expected: string, allows: (value: number) => boolean): Rule<Dim> {
  const allowed = (value: unknown): value is Dim =>
    typeof value === "number" ? allows(value) : isSymbolic(value);
  return {
    expected,
    refused: (value) => (allowed(value) ? [] : [value]),
    read: (value) => (allowed(value) ? value : unknownOf(value)),
  };
}

/** A size without a known number: a formula or an unknown. What is known to be no size is not one. */
function isSymbolic(value: unknown): value is Exclude<Dim, number> {
  if (isUnknownSize(value)) return value.instead === undefined;
  if (typeof value !== "object" || value === null || !("kind" in value)) return false;
  return value.kind === "sum" && "terms" in value && Array.isArray(value.terms);
}

function isUnknownSize(value: unknown): value is UnknownDim {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "unknown";
}

/** Whether an attribute is not known at all. */
export function isUnknownValue(value: unknown): value is UnknownDim {
  return isSymbolic(value) && isUnknown(value);
}

function unknownOf(value: unknown): UnknownDim {
  if (isSymbolic(value) && isUnknown(value)) return value;
  return unknownDim(`${describePart(value)} is not possible here`) as UnknownDim;
}

/** A refused value in the form in which problems carry it. */
function describe(value: unknown): Refused {
  if (typeof value === "number" || isSymbolic(value)) return value as Dim;
  if (Array.isArray(value)) return `[${value.map(describePart).join(", ")}]`;
  if (isUnknownSize(value)) return value.instead ?? { kind: "open", words: "unknown" };
  if (typeof value === "string") return { kind: "text", text: value };
  return typeof value === "boolean" ? String(value) : whatIs(value);
}

function describePart(part: unknown): string {
  return printValue(describe(part));
}
