import { type Dim, known } from "../../ir/index.ts";
import type { OpProblem, Window } from "../op.ts";

/**
 * An axis counted from the front, for a tensor of that rank. Undefined if the axis is unknown or there is no such
 * axis; `wrongAxis` tells the two apart. A scalar counts as having one axis, as in PyTorch.
 */
export function axisOf(axis: Dim, rank: number): number | undefined {
  const given = known(axis);
  if (given === undefined) return undefined;
  const fromFront = given < 0 ? given + Math.max(rank, 1) : given;
  return fromFront >= 0 && fromFront < Math.max(rank, 1) ? fromFront : undefined;
}

/** The problem with an axis that a tensor of that rank does not have; none if the tensor has it or it is unknown. */
export function wrongAxis(name: string, axis: Dim, rank: number): readonly OpProblem[] {
  if (known(axis) === undefined || axisOf(axis, rank) !== undefined) return [];
  return [{ code: "invalid-axis", blame: { kind: "attr", name }, data: { axis, rank } }];
}

/** The axis of numbers that were checked; a bug of ours where it does not exist. */
export function certainAxis(axis: number, rank: number): number {
  const found = axisOf(axis, rank);
  if (found === undefined) throw new RangeError(`A tensor of rank ${rank} has no axis ${axis}.`);
  return found;
}

/** What an op sees that mixes the numbers along one axis; everything where the axis is unknown. */
export function mixedAlong(axis: number | undefined, keepsPlace: boolean): Window {
  return axis === undefined ? { kind: "whole" } : { kind: "mixed", axes: [axis], keepsPlace };
}
