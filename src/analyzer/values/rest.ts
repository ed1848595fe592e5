import { newRow } from "./doubt.ts";
import type { Row, UnknownValue, Value } from "./value.ts";

/*
 * Arguments of which there is an unknown number: the last one stands for what may follow. It is unknown, and how many
 * of those before it are certainly where they stand is remembered beside it.
 */
const sureBefore = new WeakMap<UnknownValue, number>();

/** The arguments that a row gives a call. */
export function argumentsOf({ elements, doubt }: Row): readonly Value[] {
  if (doubt === null) return elements;
  const rest = { ...doubt.why };
  sureBefore.set(rest, doubt.sure);
  return [...elements, rest];
}

/** The row that a call's arguments from an index on make. */
export function rowOfArguments(args: readonly Value[], from = 0): Row {
  const last = args.at(-1);
  const sure = last?.kind === "unknown" ? sureBefore.get(last) : undefined;
  if (last?.kind !== "unknown" || sure === undefined) return newRow(args.slice(from));
  return { elements: args.slice(from, -1), doubt: { why: last, sure: Math.max(sure - from, 0) } };
}

/** One argument; undefined where it is not given. */
export function argumentAt(args: readonly Value[], index: number): Value | undefined {
  const last = args.at(-1);
  const sure = last?.kind === "unknown" ? sureBefore.get(last) : undefined;
  return sure === undefined || index < sure ? args[index] : last;
}
