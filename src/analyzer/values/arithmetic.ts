import type { FileRange } from "../../base/index.ts";
import {
  add,
  ceilDivide,
  type Dim,
  differs,
  equal,
  floorDivide,
  isUnknown,
  known,
  maximum,
  minimum,
  modulo,
  multiply,
  negate,
  type SumDim,
  type SymbolBindings,
  subtract,
  symbolsOf,
  wholeQuotient,
} from "../../ir/index.ts";
import {
  booleanValue,
  dimValue,
  isNoSize,
  nothingGiven,
  numberValue,
  sourcesOf,
  undecided,
  unknownValue,
} from "./make.ts";
import type { NumberValue, UnknownValue, Value } from "./value.ts";

/** A number as a plain one, or undefined where it is a formula. */
export function plainNumber(value: Value): number | undefined {
  return value.kind === "number" && value.over === null && typeof value.dim === "number"
    ? value.dim
    : undefined;
}

/** The value as a size; a quotient is taken to be whole, because an author who writes `channels / 2` means it to be. */
export function toDim(value: Value): Dim {
  if (value.kind === "number") return value.over === null ? value.dim : wholeQuotient(value.dim, value.over);
  if (value.kind !== "unknown") return { kind: "unknown", reason: `It is not a number (${value.kind})` };
  const { reason, because } = value;
  return because === null ? { kind: "unknown", reason } : { kind: "unknown", reason, because };
}

/** `left operator right` for numbers, known or symbolic. */
export function arithmetic(operator: string, left: NumberValue, right: NumberValue): Value {
  const [a, b] = [plainNumber(left), plainNumber(right)];
  const origin = left.origin ?? right.origin;
  if (a !== undefined && b !== undefined)
    return withSources(numberValue(plain(operator, a, b), origin), left, right);
  const [x, y] = [fraction(left), fraction(right)];
  if (x === undefined || y === undefined) return symbolicLoss(operator, origin);
  return quotient(symbolic(operator, x, y), origin) ?? symbolicLoss(operator, origin);
}

const mostSources = 8;

/**
 * Adds to a number where those that it was calculated from are written. Only matters where the number can be no
 * size.
 */
function withSources(result: NumberValue, left: NumberValue, right: NumberValue): NumberValue {
  if (!isNoSize(result)) return result;
  const sources = [...new Set([...sourcesOf(left), ...sourcesOf(right)])];
  return { ...result, sources: sources.slice(0, mostSources) };
}

/** numerator / denominator, both whole. */
interface Fraction {
  readonly numerator: Dim;
  readonly denominator: Dim;
}

function plain(operator: string, a: number, b: number): number {
  const rule = plainRules[operator];
  return rule === undefined ? Number.NaN : rule(a, b);
}

const plainRules: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
  "**": (a, b) => a ** b,
  "&": (a, b) => a & b,
  "|": (a, b) => a | b,
  "^": (a, b) => a ^ b,
  "<<": (a, b) => a << b,
  ">>": (a, b) => a >> b,
  ">>>": (a, b) => a >>> b,
};

function symbolic(operator: string, x: Fraction, y: Fraction): Fraction | undefined {
  const whole = x.denominator === 1 && y.denominator === 1;
  switch (operator) {
    case "+":
    case "-": {
      const combine = operator === "+" ? add : subtract;
      if (equal(x.denominator, y.denominator)) {
        return { numerator: combine(x.numerator, y.numerator), denominator: x.denominator };
      }
      const [left, right] = [multiply(x.numerator, y.denominator), multiply(y.numerator, x.denominator)];
      return { numerator: combine(left, right), denominator: multiply(x.denominator, y.denominator) };
    }
    case "*":
      return {
        numerator: multiply(x.numerator, y.numerator),
        denominator: multiply(x.denominator, y.denominator),
      };
    case "/":
      return {
        numerator: multiply(x.numerator, y.denominator),
        denominator: multiply(x.denominator, y.numerator),
      };
    case "%":
      return whole ? { numerator: modulo(x.numerator, y.numerator), denominator: 1 } : undefined;
    case "**":
      return power(x, known(y.numerator) ?? -1);
    case "|":
    case ">>":
      return shifted(operator, x, y);
    case "<<":
      return {
        numerator: multiply(x.numerator, 2 ** (known(y.numerator) ?? Number.NaN)),
        denominator: x.denominator,
      };
    default:
      return undefined;
  }
}

function power(x: Fraction, exponent: number): Fraction | undefined {
  if (!Number.isInteger(exponent) || exponent < 0 || exponent > 8) return undefined;
  const raise = (dim: Dim): Dim => Array.from({ length: exponent }, () => dim).reduce(multiply, 1 as Dim);
  return { numerator: raise(x.numerator), denominator: raise(x.denominator) };
}

/** `x | 0` and `x >> n` round a size down. */
function shifted(operator: string, x: Fraction, y: Fraction): Fraction | undefined {
  const bits = known(y.numerator);
  if (bits === undefined || (operator === "|" && bits !== 0)) return undefined;
  const divisor = multiply(x.denominator, operator === "|" ? 1 : 2 ** bits);
  return { numerator: floorDivide(x.numerator, divisor), denominator: 1 };
}

function fraction({ dim, over }: NumberValue): Fraction | undefined {
  if (over !== null) return { numerator: dim, denominator: over };
  if (typeof dim !== "number" || Number.isInteger(dim)) return { numerator: dim, denominator: 1 };
  for (let denominator = 2; denominator <= 64; denominator++) {
    const numerator = dim * denominator;
    if (Number.isInteger(numerator)) return { numerator, denominator };
  }
  return undefined;
}

function quotient(result: Fraction | undefined, origin: FileRange | null): Value | undefined {
  if (result === undefined) return undefined;
  const { numerator, denominator } = result;
  if (isUnknown(numerator) || isUnknown(denominator)) return undefined;
  if (denominator === 1) return numberValue(numerator, origin);
  const exact = exactly(numerator, denominator);
  return exact === undefined
    ? { kind: "number", dim: numerator, over: denominator, origin }
    : dimValue(exact, origin);
}

/** The quotient where it is whole for every value of the symbols. */
function exactly(numerator: number | SumDim, denominator: number | SumDim): number | SumDim | undefined {
  const floor = floorDivide(numerator, denominator);
  return !isUnknown(floor) && equal(multiply(floor, denominator), numerator) ? floor : undefined;
}

function symbolicLoss(operator: string, origin: FileRange | null): UnknownValue {
  return unknownValue(`The result of ${operator} has no formula`, origin);
}

export function negative(value: NumberValue): Value {
  const plain = plainNumber(value);
  if (plain !== undefined) return { ...value, dim: -plain };
  const dim = negate(value.dim);
  return isUnknown(dim) ? symbolicLoss("−", value.origin) : { ...value, dim };
}

/** Rounds a quotient: the one thing that brings a formula back to whole numbers. */
export function rounded(value: NumberValue, how: "floor" | "ceil" | "round" | "trunc"): Value {
  if (value.over === null && typeof value.dim === "number")
    return numberValue(Math[how](value.dim), value.origin);
  if (value.over === null) return value;
  if (how === "ceil") return dimValue(ceilDivide(value.dim, value.over), value.origin);
  if (how === "round") {
    const twice = add(multiply(value.dim, 2), value.over);
    return dimValue(floorDivide(twice, multiply(value.over, 2)), value.origin);
  }
  return dimValue(floorDivide(value.dim, value.over), value.origin);
}

export function extremum(which: "max" | "min", left: NumberValue, right: NumberValue): Value {
  const [a, b] = [plainNumber(left), plainNumber(right)];
  if (a !== undefined && b !== undefined) return numberValue(Math[which](a, b), left.origin ?? right.origin);
  return dimValue(
    (which === "max" ? maximum : minimum)(toDim(left), toDim(right)),
    left.origin ?? right.origin,
  );
}

/** `left < right` and its like. */
export function compare(operator: string, left: NumberValue, right: NumberValue): Value {
  const [a, b] = [plainNumber(left), plainNumber(right)];
  if (a !== undefined && b !== undefined) return booleanValue(ordered(operator, a, b));
  const [x, y] = [fraction(left), fraction(right)];
  if (x === undefined || y === undefined) return undecided("It depends on a symbol", left.origin);
  const difference = subtract(multiply(x.numerator, y.denominator), multiply(y.numerator, x.denominator));
  const sign = known(difference);
  if (sign !== undefined) return booleanValue(ordered(operator, sign, 0));
  const atLeast = lowerBound(difference);
  const atMost = upperBound(difference);
  if (atLeast > 0 || (atLeast === 0 && (operator === ">=" || operator === "<")))
    return booleanValue(operator[0] === ">");
  if (atMost < 0 || (atMost === 0 && (operator === "<=" || operator === ">")))
    return booleanValue(operator[0] === "<");
  return undecided("It depends on a symbol", left.origin ?? right.origin);
}

function ordered(operator: string, a: number, b: number): boolean {
  if (operator === "<") return a < b;
  if (operator === "<=") return a <= b;
  return operator === ">" ? a > b : a >= b;
}

/** Sizes are at least 1, floors of them at least 0. */
function lowerBound(dim: Dim): number {
  if (typeof dim === "number") return dim;
  if (isUnknown(dim) || dim.terms.some((term) => term.coefficient < 0)) return Number.NEGATIVE_INFINITY;
  const least = dim.terms.map((term) =>
    term.factors.every((f) => f.kind === "symbol") ? term.coefficient : 0,
  );
  return least.reduce((a, b) => a + b, dim.constant);
}

function upperBound(dim: Dim): number {
  return -lowerBound(negate(dim));
}

/** `left === right` for numbers; undecided where a symbol decides, with what each answer says about it. */
export function equals(left: NumberValue, right: NumberValue): Value {
  const [a, b] = [plainNumber(left), plainNumber(right)];
  if (a !== undefined && b !== undefined) return booleanValue(a === b);
  const [x, y] = [fraction(left), fraction(right)];
  if (x === undefined || y === undefined) return undecided("It depends on a symbol", left.origin);
  const [p, q] = [multiply(x.numerator, y.denominator), multiply(y.numerator, x.denominator)];
  if (equal(p, q)) return booleanValue(true);
  if (differs(p, q) || lowerBound(subtract(p, q)) > 0 || upperBound(subtract(p, q)) < 0)
    return booleanValue(false);
  return undecided("It depends on a symbol", left.origin ?? right.origin, equation(p, q), nothingGiven);
}

/** What an equation says of a symbol that stands alone on one side. */
function equation(left: Dim, right: Dim): SymbolBindings {
  const [l, r] = [loneSymbol(left), loneSymbol(right)];
  if (r !== undefined && !symbolsOf(left).includes(r)) return new Map([[r, left]]);
  if (l !== undefined && !symbolsOf(right).includes(l)) return new Map([[l, right]]);
  return nothingGiven;
}

function loneSymbol(dim: Dim): string | undefined {
  if (typeof dim === "number" || isUnknown(dim) || dim.constant !== 0 || dim.terms.length !== 1)
    return undefined;
  const [term] = dim.terms;
  const [factor] = term?.factors ?? [];
  const isLone = term?.coefficient === 1 && term.factors.length === 1 && factor?.kind === "symbol";
  return isLone ? factor.name : undefined;
}
