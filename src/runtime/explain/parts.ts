import { realNumber } from "../../words/index.ts";
import type { Explanation, Line, Operand, Part, Place } from "./explanation.ts";

/** More than these are no patch that anyone reads. */
const mostElements = 225;
/** More parts than these are cut to those that matter most. */
const mostParts = 48;

/** A window over the last two axes of an operand. */
export interface Frame {
  readonly input: number;
  readonly name: string;
  /** Of the first element. */
  readonly place: Place;
  readonly size: readonly [rows: number, columns: number];
  readonly step: readonly [rows: number, columns: number];
}

interface Element {
  readonly value: number;
  readonly outside: boolean;
}

/** The elements of a window, row by row; those outside the operand are 0 and marked. */
export function elementsIn({ shape, at }: Operand, { place, size, step }: Frame): readonly Element[] {
  const [height = 1, width = 1] = shape.slice(-2);
  const [top = 0, left = 0] = place.slice(-2);
  const before = place.slice(0, -2);
  return Array.from({ length: size[0] * size[1] }, (_, index) => {
    const row = top + Math.floor(index / size[1]) * step[0];
    const column = left + (index % size[1]) * step[1];
    const outside = row < 0 || row >= height || column < 0 || column >= width;
    return { outside, value: outside ? 0 : at([...before, row, column]) };
  });
}

/** As many elements that are all padding. */
export function nothing(count: number): readonly Element[] {
  return Array.from({ length: count }, () => ({ value: 0, outside: true }));
}

/** A part made of the elements of a window, with the sum of its products as its result. */
export function weightedPart(frame: Frame, elements: readonly Element[], weights: readonly number[]): Part {
  const result = elements.reduce((sum, { value }, index) => sum + value * (weights[index] ?? 0), 0);
  return { ...partOf(frame, elements), weights: legible(weights), result };
}

export function partOf({ input, name, place, size, step }: Frame, elements: readonly Element[]): Part {
  return {
    ...{ input, name, place, step },
    ...{ rows: size[0], columns: size[1] },
    values: legible(elements.map(({ value }) => value)),
    outside: legible(elements.map(({ outside }) => outside)) ?? [],
    ...{ weights: null, taken: null, before: null },
    result: elements.reduce((sum, { value }) => sum + value, 0),
  };
}

/** A part of one element. */
export function single(input: number, name: string, place: Place, value: number, weight?: number): Part {
  const frame: Frame = { input, name, place, size: [1, 1], step: [1, 1] };
  const elements = [{ value, outside: false }];
  return weight === undefined ? partOf(frame, elements) : weightedPart(frame, elements, [weight]);
}

/** The lines of a sum of products and what is added to it. */
export function sumLines(parts: readonly Part[], products: string, bias: number | null): readonly Line[] {
  const sum = parts.reduce((total, { result }) => total + result, 0);
  const first = { words: products, value: sum };
  return bias === null ? [first] : [first, { words: `plus the bias ${realNumber(bias)}`, value: sum + bias }];
}

export function explained(
  parts: readonly Part[],
  lines: readonly Line[],
  remark: string | null = null,
): Explanation {
  return { ...most(parts), lines, value: lines.at(-1)?.value ?? Number.NaN, remark, separable: null };
}

/** The parts with the largest results, in their own order. */
function most(parts: readonly Part[]): Pick<Explanation, "parts" | "omitted"> {
  if (parts.length <= mostParts) return { parts, omitted: { count: 0, sum: 0 } };
  const sizes = parts.map(({ result }, index) => [Math.abs(result), index] as const);
  const kept = new Set(
    sizes
      .sort(([a], [b]) => b - a)
      .slice(0, mostParts)
      .map(([, index]) => index),
  );
  const left = parts.filter((_, index) => !kept.has(index));
  const sum = left.reduce((total, { result }) => total + result, 0);
  return { parts: parts.filter((_, index) => kept.has(index)), omitted: { count: left.length, sum } };
}

function legible<T>(list: readonly T[]): readonly T[] | null {
  return list.length > mostElements ? null : list;
}
