import { isClass, whatIs } from "../base/index.ts";
import { checkCounts } from "../ops/index.ts";
import type { Problem } from "../problems/index.ts";
import { isModule } from "./running/is-module.ts";
import { ModelError } from "./running/model-error.ts";
import { currentScope } from "./running/scope.ts";

/*
 * Checks of what authors give to layers and functions, beside the rules that ops have for their attributes. They throw where a
 * file runs; the analyzer reports the same problems.
 */

/**
 * The options of a layer or function. Given one by one, as PyTorch takes them, they would all be ignored. Where there are
 * none, `needed` are those of which one has to be given.
 */
export function optionsOf<O extends object>(
  op: string,
  options: O,
  needed: readonly (keyof O & string)[] = [],
): O {
  if (isRecord(options)) return options;
  const names = options === undefined ? needed : [];
  throw refusal({ code: "not-options", data: { what: whatIs(options), options: names } }, op);
}

/** An object that may hold options by their names: no list, tensor, date, regular expression or promise. */
function isRecord(options: object): boolean {
  if (typeof options !== "object" || options === null || "then" in options) return false;
  return !(Symbol.iterator in options || Symbol.toPrimitive in options || Symbol.match in options);
}

/** A part of a container: a module, or a function used as one. */
export function partOf<M>(container: string, part: M): M {
  if (isModule(part) || (typeof part === "function" && !isClass(part))) return part;
  throw refusal({ code: "not-a-module", data: { container, what: whatIs(part) } });
}

/** The list that was given: an array, or anything else that can be iterated over. */
export function listOf<T>(
  taker: string,
  holds: "tensors" | "modules" | "numbers" | "parameters",
  list: Iterable<T>,
): Iterable<T> {
  if (list instanceof Object && Symbol.iterator in list) return list;
  throw refusal({ code: "not-a-list", data: { taker, holds, what: whatIs(list) } });
}

/** A count that was given: a whole number of 0 or more. */
export function countOf(taker: string, name: string, count: number): number {
  if (typeof count === "number" && count >= 0 && Number.isInteger(count)) return count;
  throw new TypeError(`${taker}: ${name} must be a whole number, not negative.`);
}

/** Checks the counts and sizes that a block was given, by the names of its arguments, before its layers are made of them. */
export function countsOf(block: string, counts: Readonly<Record<string, number>>): void {
  const [problem] = checkCounts(counts);
  if (problem !== undefined) throw refusal(problem, block);
}

/** Modules by their names: the only argument where that is an object or a `Map` of them, else none. */
export function namedParts<M>(parts: readonly (M | NamedParts<M>)[]): Readonly<Record<string, M>> | null {
  const [only, ...others] = parts;
  if (others.length > 0 || typeof only !== "object" || only === null) return null;
  if (only instanceof Map) return Object.fromEntries(only);
  return isRecord(only) ? (only as Readonly<Record<string, M>>) : null;
}

export type NamedParts<M> = Readonly<Record<string, M>> | ReadonlyMap<string, M>;

/** What an operator on a tensor throws; JavaScript does not say which it was. */
export function refusedOperator(): ModelError {
  return refusal({ code: "tensor-operator", data: { operator: null, isUnary: false } });
}

function refusal(problem: Problem, op: string | null = null): ModelError {
  return new ModelError({ op, attrs: {}, inputs: [], owner: null, scope: currentScope() }, problem);
}
