import type { Checked } from "../../base/index.ts";
import { type Dim, type Shape, unknownDim } from "../../ir/index.ts";
import type { OpProblem, Window } from "../op.ts";
import { type Flag, invalidAttribute } from "./attributes.ts";
import { axisOf, certainAxis, wrongAxis } from "./axes.ts";
import { readOnly } from "./inputs.ts";

/*
 * Axes that are reduced to one number. They count from the end where negative; no axes stand for all of them.
 */

/** The shape that is left: reduced axes go, or stay with size 1. */
export function inferReduced(
  dims: readonly Dim[],
  keepdim: Flag,
  inputs: readonly Shape[],
): Checked<Shape, OpProblem> {
  const { value: shape, problems } = readOnly(inputs);
  if (problems.length > 0) return { value: shape, problems };
  const [invalid] = dims.flatMap((dim) => wrongAxis("dims", dim, shape.length));
  if (invalid !== undefined) return { value: shape, problems: [invalid] };
  const axes = axesOf(dims, shape.length);
  if (axes === undefined) return { value: shape.map(() => unknownDim("the axes are unknown")), problems };
  return { value: reduced(shape, axes, keepdim), problems: repeated(axes) };
}

export function windowOf(dims: readonly Dim[], rank: number): Window {
  const axes = axesOf(dims, rank);
  return axes === undefined ? { kind: "whole" } : { kind: "mixed", axes, keepsPlace: false };
}

/** The axes from the front, all of them for none; undefined where one is unknown. */
function axesOf(dims: readonly Dim[], rank: number): readonly number[] | undefined {
  if (dims.length === 0) return Array.from({ length: rank }, (_, axis) => axis);
  const axes = dims.map((dim) => axisOf(dim, rank)).filter((axis) => axis !== undefined);
  return axes.length === dims.length ? axes : undefined;
}

function reduced(shape: Shape, axes: readonly number[], keepdim: Flag): Shape {
  if (keepdim === true) return shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  return shape.filter((_, axis) => !axes.includes(axis));
}

function repeated(axes: readonly number[]): readonly OpProblem[] {
  const again = axes.find((axis, index) => axes.indexOf(axis) !== index);
  return again === undefined ? [] : [invalidAttribute("dims", again, "each axis once")];
}

/** Not negative, ascending; all axes for none. */
export function lowerAxes(dims: readonly number[], rank: number): readonly number[] {
  const axes = axesOf(dims, rank)?.map((axis) => certainAxis(axis, rank)) ?? [];
  return [...new Set(axes)].sort((a, b) => a - b);
}
