import {
  add,
  type Dim,
  type Factor,
  isUnknown,
  maximum,
  minimum,
  multiply,
  product,
  type SumDim,
  symbol,
  symbolsOf,
} from "./dim.ts";
import { floorDivide, wholeQuotient } from "./quotient.ts";

/** What stands for symbols, by their names. */
export type SymbolBindings = ReadonlyMap<string, Dim>;

/** The dim with symbols replaced; symbols without a binding stay. */
export function substitute(dim: Dim, bindings: SymbolBindings): Dim {
  if (typeof dim === "number" || isUnknown(dim)) return dim;
  if (!symbolsOf(dim).some((name) => bindings.has(name))) return dim;
  return numberAt(dim, bindings) ?? substituted(dim, bindings);
}

/**
 * The dim as a number where each of its symbols is bound to one, without a formula on the way. Undefined for any other, and
 * for what is calculated from an impossible division.
 */
function numberAt(dim: Dim, bindings: SymbolBindings): number | undefined {
  if (typeof dim === "number") return dim;
  if (isUnknown(dim)) return undefined;
  let total = dim.constant;
  for (const { coefficient, factors } of dim.terms) {
    let term = coefficient;
    for (const factor of factors) {
      const value = factorAt(factor, bindings);
      if (value === undefined) return undefined;
      term = term * value + 0;
    }
    total += term;
  }
  return total;
}

function factorAt(factor: Factor, bindings: SymbolBindings): number | undefined {
  if (factor.kind === "symbol") {
    const bound = bindings.get(factor.name);
    return typeof bound === "number" ? bound : undefined;
  }
  const isFloor = factor.kind === "floor";
  const left = numberAt(isFloor ? factor.numerator : factor.left, bindings);
  const right = numberAt(isFloor ? factor.divisor : factor.right, bindings);
  if (left === undefined || right === undefined) return undefined;
  if (isFloor && right === 0) return undefined;
  if (isFloor) return (factor.isWhole ? left / right : Math.floor(left / right)) + 0;
  return factor.kind === "max" ? Math.max(left, right) : Math.min(left, right);
}

function substituted(dim: SumDim, bindings: SymbolBindings): Dim {
  return dim.terms.reduce(
    (total, term) =>
      add(total, multiply(term.coefficient, product(term.factors.map((f) => bind(f, bindings))))),
    dim.constant as Dim,
  );
}

function bind(factor: Factor, bindings: SymbolBindings): Dim {
  if (factor.kind === "symbol") return bindings.get(factor.name) ?? symbol(factor.name);
  if (factor.kind === "floor") {
    const divide = factor.isWhole ? wholeQuotient : floorDivide;
    return divide(substitute(factor.numerator, bindings), substitute(factor.divisor, bindings));
  }
  const extremum = factor.kind === "max" ? maximum : minimum;
  return extremum(substitute(factor.left, bindings), substitute(factor.right, bindings));
}
