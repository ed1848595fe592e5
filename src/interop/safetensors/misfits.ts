import type { WeightsReport } from "./match.ts";

/** A sentence for each tensor that a file has, but in another shape or type than the model. */
export function misfitWords({ misshapen, unreadable }: WeightsReport, file: string): readonly string[] {
  return [
    ...misshapen.map(
      ({ name, stored, expected }) =>
        `${name} is ${sizes(stored)} in ${file}, but ${sizes(expected)} in the model.`,
    ),
    ...unreadable.map(({ name, dtype }) => `${name} has the type ${dtype}, which cannot be read as float32.`),
  ];
}

function sizes(shape: readonly number[]): string {
  return shape.length === 0 ? "a single number" : shape.join("×");
}
