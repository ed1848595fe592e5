import type { Explanation, Operand, Part, Place, Subject } from "./explanation.ts";

/** Features and signals are explained as images: with a row, and a column where there is none. */
export function asImage(subject: Subject, axes: 0 | 1): Subject {
  const more = 2 - axes;
  const image = (shape: readonly number[]) => withOnes(shape, axes, more);
  return {
    ...subject,
    shape: image(subject.shape),
    operands: subject.operands.map(
      ({ shape, at }): Operand => ({ shape: image(shape), at: (place) => at(without(place, axes, more)) }),
    ),
  };
}

export function placeInImage(place: Place, axes: 0 | 1): Place {
  return withOnes(place, axes, 2 - axes, 0);
}

/** What was explained of the image, with the places that the tensor itself has. */
export function ofOwnAxes(explanation: Explanation, axes: 0 | 1): Explanation {
  const own = (part: Part): Part => ({ ...part, place: without(part.place, axes, 2 - axes) });
  return { ...explanation, parts: explanation.parts.map(own) };
}

function withOnes(list: readonly number[], axes: number, count: number, fill = 1): readonly number[] {
  const channels = list.length - axes;
  return [...list.slice(0, channels), ...Array.from({ length: count }, () => fill), ...list.slice(channels)];
}

function without(list: readonly number[], axes: number, count: number): readonly number[] {
  const places = list.length - axes;
  return [...list.slice(0, places - count), ...list.slice(places)];
}
