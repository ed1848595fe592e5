import { greatestCommonDivisor } from "../base/index.ts";
import {
  add,
  allTerms,
  asSum,
  type Dim,
  equal,
  type Factor,
  factorKey,
  fromTerms,
  isUnknown,
  multiply,
  negate,
  type SumDim,
  subtract,
  type Term,
  unknownDim,
} from "./dim.ts";

/** Division of sizes, rounded down or taken to be whole. */

/** ⌊numerator / divisor⌋. Whole multiples of the divisor leave the floor: ⌊(2·H + 3) / 2⌋ is H + 1. */
export function floorDivide(numerator: Dim, divisor: Dim): Dim {
  if (isUnknown(numerator)) return numerator;
  if (isUnknown(divisor)) return divisor;
  if (divisor === 0) return unknownDim("division by zero");
  if (typeof numerator === "number" && typeof divisor === "number") return floor(numerator / divisor);
  if (equal(numerator, divisor)) return 1;
  if (typeof divisor !== "number") return floorByFormula(asSum(numerator), divisor);
  if (divisor < 0) return floorDivide(negate(numerator), -divisor);
  return floorByNumber(asSum(numerator), divisor);
}

/**
 * numerator / divisor where it is taken to be whole, as `H / 16` is between two sizes. As a formula it is the floor; with
 * numbers in the place of its symbols it is what a program calculates, which may be no size. A quotient that has another
 * divisor in its shortest form is not marked.
 */
export function wholeQuotient(numerator: Dim, divisor: Dim): Dim {
  if (typeof numerator === "number" && typeof divisor === "number" && divisor !== 0)
    return numerator / divisor;
  const floored = floorDivide(numerator, divisor);
  if (typeof floored === "number" || isUnknown(floored)) return floored;
  const terms = floored.terms.map((term): Term => {
    const [factor, ...others] = term.factors;
    const isIt = factor?.kind === "floor" && others.length === 0 && equal(factor.divisor, divisor);
    return isIt ? { ...term, factors: [{ ...factor, isWhole: true }] } : term;
  });
  return { ...floored, terms };
}

/** Whether a part of the formula is a quotient that is taken to be whole. */
export function takesWhole(dim: Dim): boolean {
  if (typeof dim === "number" || isUnknown(dim)) return false;
  return dim.terms.some(({ factors }) => factors.some((factor) => factor.kind === "floor" && factor.isWhole));
}

/** ⌈numerator / divisor⌉ for a divisor above 0. */
export function ceilDivide(numerator: Dim, divisor: Dim): Dim {
  return negate(floorDivide(negate(numerator), divisor));
}

/** The remainder that goes with `floorDivide`. */
export function modulo(numerator: Dim, divisor: Dim): Dim {
  return subtract(numerator, multiply(divisor, floorDivide(numerator, divisor)));
}

/**
 * Takes whole multiples of the divisor out of the floor. The constant that stays inside lies above −divisor and is
 * at most 0, which is how people write output sizes: ⌊(H − 1)/2⌋ + 1.
 */
function floorByNumber(numerator: SumDim, divisor: number): Dim {
  const outside = numerator.terms.filter((t) => t.coefficient % divisor === 0);
  const inside = numerator.terms.filter((t) => t.coefficient % divisor !== 0);
  const whole = Math.ceil(numerator.constant / divisor) + 0;
  const rest = numerator.constant - whole * divisor;
  const taken = fromTerms(
    whole,
    outside.map((t) => ({ ...t, coefficient: t.coefficient / divisor })),
  );
  if (inside.length === 0) return add(taken, floor(rest / divisor));
  return add(taken, reducedFloor({ kind: "sum", constant: rest, terms: inside }, divisor));
}

/** Divides numerator and divisor by what they have in common: ⌊(2·H − 3)/4⌋ is ⌊(H − 2)/2⌋, as H is whole. */
function reducedFloor(numerator: SumDim, divisor: number): Dim {
  const common = numerator.terms.reduce((d, term) => greatestCommonDivisor(d, term.coefficient), divisor);
  if (common === 1 || !Number.isInteger(common)) return nestedFloor(numerator, divisor);
  const terms = numerator.terms.map((t) => ({ ...t, coefficient: t.coefficient / common }));
  return floorDivide({ kind: "sum", constant: floor(numerator.constant / common), terms }, divisor / common);
}

/** ⌊⌊a / b⌋ / c⌋ = ⌊a / (b·c)⌋ for whole b, c above 0; a whole constant beside the inner floor moves inside it. */
function nestedFloor(numerator: SumDim, divisor: number): Dim {
  const [term, ...others] = numerator.terms;
  const [factor, ...further] = term?.factors ?? [];
  const isPlain = term?.coefficient === 1 && further.length === 0 && others.length === 0;
  if (!isPlain || factor?.kind !== "floor" || typeof factor.divisor !== "number")
    return floorOf(numerator, divisor);
  if (!Number.isInteger(divisor) || !Number.isInteger(numerator.constant)) return floorOf(numerator, divisor);
  const inner = add(factor.numerator, numerator.constant * factor.divisor);
  return floorDivide(inner, factor.divisor * divisor);
}

/** Takes whole multiples of a product out of the floor: ⌊(H − s) / s⌋ is ⌊H / s⌋ − 1. */
function floorByFormula(numerator: SumDim, divisor: SumDim): Dim {
  const [only, ...others] = divisor.terms;
  if (only === undefined || others.length > 0 || divisor.constant !== 0) return floorOf(numerator, divisor);
  const quotients = allTerms(numerator).map((term) => ({ term, quotient: divideTerm(term, only) }));
  const taken = quotients.flatMap(({ quotient }) => quotient ?? []);
  const rest = quotients.filter(({ quotient }) => quotient === undefined).map(({ term }) => term);
  const inside = fromTerms(0, rest);
  return add(fromTerms(0, taken), inside === 0 ? 0 : floorWithoutCommon(inside, rest, only));
}

/** ⌊H·W / (16·W)⌋ is ⌊H / 16⌋: what is in each product of both sides, and therefore not 0, leaves them. */
function floorWithoutCommon(numerator: Dim, terms: readonly Term[], divisor: Term): Dim {
  const common: Factor[] = [];
  for (const factor of divisor.factors) {
    const more: Term = { coefficient: 1, factors: [...common, factor] };
    if (terms.every((term) => divideTerm(term, more) !== undefined)) common.push(factor);
  }
  if (common.length === 0) return floorOf(numerator, fromTerms(0, [divisor]));
  const without = (all: readonly Term[]): Dim =>
    fromTerms(
      0,
      all.flatMap((term) => divideTerm(term, { coefficient: 1, factors: common }) ?? []),
    );
  return floorDivide(without(terms), without([divisor]));
}

/** Math.floor without its negative zero. */
function floor(value: number): number {
  return Math.floor(value) + 0;
}

function floorOf(numerator: Dim, divisor: Dim): Dim {
  return fromTerms(0, [{ coefficient: 1, factors: [{ kind: "floor", numerator, divisor }] }]);
}

/** The quotient where it is whole for every value of the symbols; undefined where it may not be. */
function divideTerm(term: Term, by: Term): Term | undefined {
  if (term.coefficient % by.coefficient !== 0) return undefined;
  const factors = [...term.factors];
  for (const factor of by.factors) {
    const at = factors.findIndex((f) => factorKey(f) === factorKey(factor));
    if (at < 0) return undefined;
    factors.splice(at, 1);
  }
  return { coefficient: term.coefficient / by.coefficient, factors };
}
