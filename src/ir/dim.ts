import type { FileRange, Thing } from "../base/index.ts";

/**
 * Symbolic integer algebra for the sizes of tensors. A dim is a number where it is known, else a canonical sum of
 * products over symbols and indivisible floor quotients, so that two equal formulas compare equal structurally.
 *
 * `N * ⌊X / N⌋` is not `X`, and this algebra keeps them apart: a quotient is only cancelled where the division is
 * exact for every value of the symbols.
 */

/** A tensor's size along one axis: a known integer, a formula over symbols, or unknown with the reason why. */
export type Dim = number | SumDim | UnknownDim;

/** constant + Σ coefficient · Π factors. Terms are sorted by key and have non-zero coefficients. */
export interface SumDim {
  readonly kind: "sum";
  readonly constant: number;
  readonly terms: readonly Term[];
}

export interface Term {
  readonly coefficient: number;
  /** Sorted by key; repeated factors are powers. Never empty. */
  readonly factors: readonly Factor[];
}

/** What a product is made of: a named size, or something that does not simplify further. */
export type Factor =
  | { readonly kind: "symbol"; readonly name: string }
  | {
      readonly kind: "floor";
      readonly numerator: Dim;
      readonly divisor: Dim;
      /** Taken to be whole without being rounded: numbers for which it is not are no sizes (see `wholeQuotient`). */
      readonly isWhole?: true;
    }
  | { readonly kind: "max" | "min"; readonly left: Dim; readonly right: Dim };

/** An unknown size. It equals nothing, not even itself. */
export interface UnknownDim {
  readonly kind: "unknown";
  readonly reason: string;
  /** What was given instead, if it is known not to be a size. */
  readonly instead?: Thing;
  /** The author's expression that made the size unknown, if there is one. */
  readonly because?: FileRange;
}

export function symbol(name: string): Dim {
  return fromTerms(0, [{ coefficient: 1, factors: [{ kind: "symbol", name }] }]);
}

export function unknownDim(reason: string): Dim {
  return { kind: "unknown", reason };
}

export function isUnknown(dim: Dim): dim is UnknownDim {
  return typeof dim !== "number" && dim.kind === "unknown";
}

/** The dim as a plain number, or undefined where it is symbolic or unknown. */
export function known(dim: Dim): number | undefined {
  return typeof dim === "number" ? dim : undefined;
}

export function add(left: Dim, right: Dim): Dim {
  if (typeof left === "number" && typeof right === "number") return left + right;
  if (isUnknown(left)) return left;
  if (isUnknown(right)) return right;
  if (typeof left === "number") return shifted(right as SumDim, left);
  if (typeof right === "number") return shifted(left, right);
  return merged(left, right);
}

export function negate(dim: Dim): Dim {
  return multiply(dim, -1);
}

export function subtract(left: Dim, right: Dim): Dim {
  if (typeof left === "number" && typeof right === "number") return left - right;
  if (left === right && !isUnknown(left)) return 0;
  return add(left, negate(right));
}

export function multiply(left: Dim, right: Dim): Dim {
  // Adding 0 turns a negative zero into a zero.
  if (typeof left === "number" && typeof right === "number") return left * right + 0;
  if (left === 0 || right === 0) return 0;
  if (isUnknown(left)) return left;
  if (isUnknown(right)) return right;
  if (typeof left === "number") return scaled(right as SumDim, left);
  if (typeof right === "number") return scaled(left, right);
  const a = asSum(left);
  const b = asSum(right);
  if (a.terms.length * b.terms.length > mostTerms) return tooLong;
  const products = allTerms(a).flatMap((x) => allTerms(b).map((y) => multiplyTerms(x, y)));
  return fromTerms(0, products);
}

export function product(dims: readonly Dim[]): Dim {
  return dims.reduce(multiply, 1 as Dim);
}

export function sum(dims: readonly Dim[]): Dim {
  let constant = 0;
  const formulas: SumDim[] = [];
  for (const dim of dims) {
    if (typeof dim === "number") constant += dim;
    else if (isUnknown(dim)) return dim;
    else formulas.push(dim);
  }
  const [first, ...others] = formulas;
  if (first === undefined) return constant;
  if (others.length === 0) return shifted(first, constant);
  // All at once: one after the other, each would be copied as often as there are others after it.
  const total = formulas.reduce((all, formula) => all + formula.constant, constant);
  return fromTerms(
    total,
    formulas.flatMap(({ terms }) => terms),
  );
}

export function maximum(left: Dim, right: Dim): Dim {
  return extremum("max", left, right);
}

export function minimum(left: Dim, right: Dim): Dim {
  return extremum("min", left, right);
}

/** Whether both are the same for every value of their symbols. An unknown dim equals nothing. */
export function equal(left: Dim, right: Dim): boolean {
  // A formula is never a number: it would have become one.
  if (typeof left === "number" || typeof right === "number") return left === right;
  if (isUnknown(left) || isUnknown(right)) return false;
  return left === right || dimKey(left) === dimKey(right);
}

/** Whether both differ for every value of their symbols: only where the difference is a known number. */
export function differs(left: Dim, right: Dim): boolean {
  if (left === right) return false;
  const difference = known(subtract(left, right));
  return difference !== undefined && difference !== 0;
}

/** The names of all symbols in the dim, in order of appearance. */
export function symbolsOf(dim: Dim): readonly string[] {
  if (typeof dim === "number" || isUnknown(dim)) return [];
  const known = knownSymbols.get(dim);
  if (known !== undefined) return known;
  const names = [...new Set(dim.terms.flatMap((term) => term.factors.flatMap(symbolsOfFactor)))];
  knownSymbols.set(dim, names);
  return names;
}

/** What was once asked of a formula, which never changes. */
const knownSymbols = new WeakMap<SumDim, readonly string[]>();
const knownKeys = new WeakMap<SumDim | readonly Factor[], string>();

/** A text that is equal exactly for equal dims. Fit as a key of a map; not for people (see `printDim`). */
export function dimKey(dim: Dim): string {
  if (typeof dim === "number") return String(dim);
  if (isUnknown(dim)) return "?";
  const known = knownKeys.get(dim);
  if (known !== undefined) return known;
  let key = String(dim.constant);
  for (const { coefficient, factors } of dim.terms) key += `+${coefficient}*${productKey(factors)}`;
  knownKeys.set(dim, key);
  return key;
}

/** The key of a product. Sums that are calculated from each other share their products. */
function productKey(factors: readonly Factor[]): string {
  const known = knownKeys.get(factors);
  if (known !== undefined) return known;
  const key = factors.map(factorKey).join("*");
  knownKeys.set(factors, key);
  return key;
}

export function factorKey(factor: Factor): string {
  if (factor.kind === "symbol") return factor.name;
  if (factor.kind === "floor") return `floor(${dimKey(factor.numerator)},${dimKey(factor.divisor)})`;
  return `${factor.kind}(${dimKey(factor.left)},${dimKey(factor.right)})`;
}

export function asSum(dim: number | SumDim): SumDim {
  return typeof dim === "number" ? { kind: "sum", constant: dim, terms: [] } : dim;
}

function shifted(dim: SumDim, by: number): SumDim {
  return by === 0 ? dim : { ...dim, constant: dim.constant + by };
}

/** Times a number other than 0. */
function scaled(dim: SumDim, by: number): SumDim {
  if (by === 1) return dim;
  const terms = dim.terms.map(({ coefficient, factors }) => ({ coefficient: coefficient * by, factors }));
  return { kind: "sum", constant: dim.constant * by + 0, terms };
}

/** The terms with the constant as a term without factors, which only products may see. */
export function allTerms(sumDim: SumDim): readonly Term[] {
  return sumDim.constant === 0
    ? sumDim.terms
    : [{ coefficient: sumDim.constant, factors: [] }, ...sumDim.terms];
}

function multiplyTerms(left: Term, right: Term): Term {
  return {
    coefficient: left.coefficient * right.coefficient,
    factors: [...left.factors, ...right.factors].sort(byKey),
  };
}

function byKey(left: Factor, right: Factor): number {
  const [a, b] = [factorKey(left), factorKey(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * A formula that nobody could read is unknown instead. Without a limit, a `max` around a formula in each of fifty blocks
 * doubles it fifty times.
 */
const tooLong: Dim = unknownDim("its formula is too long");
const mostTerms = 4000;
const longestKey = 20_000;

/** The sum of two formulas, whose terms are sorted already. */
function merged(left: SumDim, right: SumDim): Dim {
  const terms: Term[] = [];
  let [i, j, length] = [0, 0, 0];
  for (let a = left.terms[0], b = right.terms[0]; a !== undefined || b !== undefined; ) {
    const order = orderOf(a, b);
    const term = order < 0 ? a : order > 0 ? b : together(a, b);
    if (term !== undefined) {
      terms.push(term);
      length += productKey(term.factors).length;
      if (length > longestKey) return tooLong;
    }
    if (order <= 0) a = left.terms[++i];
    if (order >= 0) b = right.terms[++j];
  }
  const constant = left.constant + right.constant;
  return terms.length === 0 ? constant : { kind: "sum", constant, terms };
}

/** Which of two terms comes first; one that is not there comes last. */
function orderOf(left: Term | undefined, right: Term | undefined): number {
  if (left === undefined) return 1;
  if (right === undefined) return -1;
  if (left.factors === right.factors) return 0;
  const [a, b] = [productKey(left.factors), productKey(right.factors)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The sum of two terms with the same product; undefined where nothing of it is left. */
function together(left: Term | undefined, right: Term | undefined): Term | undefined {
  const coefficient = (left?.coefficient ?? 0) + (right?.coefficient ?? 0);
  return left === undefined || coefficient === 0 ? undefined : { coefficient, factors: left.factors };
}

/** Collects equal terms, drops zeros and falls back to a number where no symbol is left. */
export function fromTerms(constant: number, terms: readonly Term[]): Dim {
  const collected = new Map<string, Term>();
  let total = constant;
  let length = 0;
  for (const term of terms) {
    if (term.factors.length === 0) {
      total += term.coefficient;
      continue;
    }
    const key = productKey(term.factors);
    if (!collected.has(key)) length += key.length;
    if (length > longestKey) return tooLong;
    const coefficient = (collected.get(key)?.coefficient ?? 0) + term.coefficient;
    collected.set(key, { coefficient, factors: term.factors });
  }
  const kept = [...collected]
    .filter(([, term]) => term.coefficient !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return kept.length === 0 ? total : { kind: "sum", constant: total, terms: kept.map(([, term]) => term) };
}

function extremum(kind: "max" | "min", left: Dim, right: Dim): Dim {
  if (isUnknown(left)) return left;
  if (isUnknown(right)) return right;
  const difference = known(subtract(left, right));
  if (difference !== undefined) return difference >= 0 === (kind === "max") ? left : right;
  const [first, second] = dimKey(left) < dimKey(right) ? [left, right] : [right, left];
  return fromTerms(0, [{ coefficient: 1, factors: [{ kind, left: first, right: second }] }]);
}

function symbolsOfFactor(factor: Factor): readonly string[] {
  if (factor.kind === "symbol") return [factor.name];
  if (factor.kind === "floor") return [...symbolsOf(factor.numerator), ...symbolsOf(factor.divisor)];
  return [...symbolsOf(factor.left), ...symbolsOf(factor.right)];
}
