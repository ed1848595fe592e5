import { newRow, rowFrom } from "./doubt.ts";
import type { Row, RowDoubt, UnknownValue, Value } from "./value.ts";

/*
 * Arguments of which there is an unknown number: the last one stands for what may follow. It is unknown, and which of
 * those before it are certainly where they stand is remembered beside it.
 */
const doubts = new WeakMap<UnknownValue, RowDoubt>();

/** The arguments that a row gives a call. */
export function argumentsOf({ elements, doubt }: Row): readonly Value[] {
  if (doubt === null) return elements;
  const rest = { ...doubt.why };
  doubts.set(rest, doubt);
  return [...elements, rest];
}

/** The row that a call's arguments from an index on make. */
export function rowOfArguments(args: readonly Value[], from = 0): Row {
  const last = args.at(-1);
  const doubt = last?.kind === "unknown" ? doubts.get(last) : undefined;
  if (doubt === undefined) return newRow(args.slice(from));
  return rowFrom({ elements: args.slice(0, -1), doubt }, from);
}

/** One argument; undefined where it is not given. */
export function argumentAt(args: readonly Value[], index: number): Value | undefined {
  const last = args.at(-1);
  const sure = last?.kind === "unknown" ? doubts.get(last)?.sure : undefined;
  return sure === undefined || index < sure ? args[index] : last;
}
