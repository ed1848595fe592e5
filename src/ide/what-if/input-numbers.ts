import {
  type Model,
  type NumberSpot,
  sizesOfCall,
  sizesOfComments,
  sizesOfExample,
  statementLine,
  topLevelStatements,
} from "../../analyzer/index.ts";
import { known, type Shape } from "../../ir/index.ts";
import { shapeOf } from "../view/node-title.ts";
import type { View } from "../view/view.ts";
import type { FoundNumber } from "./places.ts";

export interface InputNumbers {
  readonly found: readonly FoundNumber[];
  readonly notes: readonly string[];
}

/** The sizes of a model's inputs, as far as they are numbers. */
export function inputNumbers(view: View, model: Model): InputNumbers {
  const shapes = model.graph.inputs.map((id) => shapeOf(model.graph, id));
  if (model.inputFrom === "assumed") return assumedNumbers(view, model, shapes);
  const spots = writtenSizes(view, model, shapes);
  if (spots === null)
    return { found: [], notes: [`The sizes of the input of ${model.name} are not written as numbers here.`] };
  const found = shapes.flatMap((shape, index) => {
    const axes = numberedAxes(shape);
    const own = (spots[index] ?? []).map((spot, at) => ({ ...spot, axis: axes[at] ?? 0 }));
    return merged(
      shape.length,
      own.map(({ axis, value, place }) => ({ axis, value: value ?? known(shape[axis] ?? 0) ?? null, place })),
      nameBefore(model, index),
    );
  });
  return { found, notes: [] };
}

interface Size {
  readonly axis: number;
  readonly value: number | null;
  readonly place: FoundNumber["places"][number];
}

/** Height and width are one number where they are equal. */
function merged(rank: number, sizes: readonly Size[], before: string): readonly FoundNumber[] {
  const found = sizes.map(({ axis, value, place }): FoundNumber & { axis: number } => ({
    ...{ axis, name: `${before}${axisName(rank, axis)}`, value, places: [place] },
  }));
  const [height, width] = [found.find(({ axis }) => axis === 2), found.find(({ axis }) => axis === 3)];
  if (rank !== 4 || height === undefined || width === undefined || height.value !== width.value) return found;
  const both: FoundNumber = {
    name: `${before}height and width`,
    value: height.value,
    places: [height.places[0], width.places[0]],
  };
  return [...found.filter((one) => one !== height && one !== width), both];
}

function axisName(rank: number, axis: number): string {
  const names =
    rank === 2
      ? ["batch", "features"]
      : rank === 3
        ? ["batch", "channels", "length"]
        : ["batch", "channels", "height", "width"];
  return rank <= 4 && rank > 1 ? (names[axis] ?? `axis ${axis}`) : `axis ${axis}`;
}

/** Inputs are told apart by what forward calls them. */
function nameBefore({ graph, inputNames }: Model, index: number): string {
  return graph.inputs.length === 1 ? "" : `${inputNames[index] ?? `input ${index + 1}`}: `;
}

function numberedAxes(shape: Shape): readonly number[] {
  return shape.flatMap((dim, axis) => (known(dim) === undefined ? [] : [axis]));
}

/** The written sizes of each input, one for each axis that is a number; null where they are not found. */
function writtenSizes(
  view: View,
  model: Model,
  shapes: readonly Shape[],
): readonly (readonly NumberSpot[])[] | null {
  const counts = shapes.map((shape) => numberedAxes(shape).length);
  for (const spots of candidates(view, model, counts)) {
    const fits =
      spots.length >= counts.length && counts.every((count, index) => spots[index]?.length === count);
    const agrees = shapes.every((shape, input) =>
      numberedAxes(shape).every((axis, at) => {
        const value = spots[input]?.[at]?.value;
        return value == null || value === known(shape[axis] ?? 0);
      }),
    );
    if (fits && agrees && shapes.length > 0) return spots;
  }
  return null;
}

function candidates(
  view: View,
  { inputFrom, call, declaration, construction, className }: Model,
  counts: readonly number[],
): readonly (readonly (readonly NumberSpot[])[])[] {
  const file = view.parsed();
  if (inputFrom === "call") return call?.file === file.path ? [sizesOfCall(file, call)] : [];
  if (inputFrom === "static") return [[sizesOfExample(file, className)]];
  const near = [declaration, construction].flatMap((place) =>
    place?.file === file.path ? [place.start] : [],
  );
  const offsets = [...near, ...topLevelStatements(file).map(({ start }) => start)];
  return offsets.map((offset) => split(sizesOfComments(file, offset), counts));
}

function split<T>(all: readonly T[], counts: readonly number[]): readonly (readonly T[])[] {
  if (all.length !== counts.reduce((sum, count) => sum + count, 0)) return [];
  const ends = counts.map((_, index) => counts.slice(0, index + 1).reduce((sum, count) => sum + count, 0));
  return ends.map((end, index) => all.slice(end - (counts[index] ?? 0), end));
}

function assumedNumbers(view: View, model: Model, shapes: readonly Shape[]): InputNumbers {
  const file = view.parsed();
  const place = [model.declaration, model.construction].find((one) => one?.file === file.path);
  const at = place == null ? null : statementLine(file, place.start);
  if (at === null)
    return { found: [], notes: ["The input is assumed, and the file has no place to state another."] };
  const sizes = shapes.map((shape) => shape.map((dim) => known(dim) ?? null));
  if (sizes.some((shape) => shape.includes(null)))
    return {
      found: [],
      notes: [
        "The input is assumed and has symbols for sizes. Call the model on an input, or state one by @input.",
      ],
    };
  const written = sizes.map((shape) => shape.map((size) => size ?? 0));
  const found = written.flatMap((shape, input) =>
    merged(
      shape.length,
      shape.map((value, axis) => ({
        axis,
        value,
        place: { kind: "assumed", at, input, axis, shapes: written } as const,
      })),
      nameBefore(model, input),
    ),
  );
  return { found, notes: [] };
}
