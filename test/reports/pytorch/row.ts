import type { Call, Spelling, Value } from "./call.ts";
import type { Draw } from "./draw.ts";

/** A thing that can be called, and how calls of it that work are drawn; wrong ones follow from these. */
export interface Row {
  readonly callee: string;
  draw(draw: Draw): Drawn;
  /** Where Python's way to write it does not follow from ours. */
  readonly python: Spelling;
}

export interface Drawn {
  readonly inputs: Call["inputs"];
  readonly args?: Call["args"] | undefined;
  readonly options?: Call["options"] | undefined;
  readonly fill?: Call["fill"] | undefined;
}

export function row(callee: string, draw: Row["draw"], python: Spelling = {}): Row {
  return { callee, draw, python };
}

export function callOf({ callee, draw }: Row, random: Draw): Call {
  const { inputs, args = [], options = {}, fill = "any" } = draw(random);
  return { callee, inputs, args, options, fill };
}

/** Arguments up to the first that is left out, where `undefined` would stand. */
export function given(...args: readonly (Value | undefined)[]): readonly Value[] {
  const end = args.indexOf(undefined);
  return args.slice(0, end < 0 ? args.length : end) as readonly Value[];
}
