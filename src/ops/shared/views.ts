import { type Attrs, add, type Dim, differs, known, type Shape, subtract } from "../../ir/index.ts";
import type { PutBackStep, ViewedShapes, ViewRule } from "../op.ts";

/* How views of several kinds lie in what they view. */

/** The same numbers in the same order under other sizes, where PyTorch never copies them. */
export const regroupedView: ViewRule<Attrs> = {
  keepsOrder: () => true,
  strides: (_, source, strides, part) =>
    isSameSize(source, part) ? movedStrides(source, strides, part) : undefined,
  putBack: (_, { source }) => [{ op: "reshape", attrs: { shape: source }, inputs: ["part"] }],
};

/** The same, where PyTorch may copy numbers that do not follow each other. */
export const reshapedView: ViewRule<Attrs> = { ...regroupedView, mayCopy: true };

/** The tensor itself. */
export const aliasView: ViewRule<Attrs> = {
  keepsOrder: () => true,
  strides: (_attrs, _source, strides) => strides,
  putBack: () => [],
};

/** The axes in another order: the view's axis i is the input's `orderOf(…)[i]`. */
export function permutedView<A extends Attrs>(
  orderOf: (attrs: A, source: Shape) => readonly number[] | undefined,
): ViewRule<A> {
  return {
    keepsOrder(attrs, source) {
      const order = orderOf(attrs, source) ?? [];
      const long = order.filter((axis) => known(source[axis] ?? 1) !== 1);
      return order.length > 0 && long.every((axis, place) => axis > (long[place - 1] ?? -1));
    },
    strides: (attrs, source, strides) => orderOf(attrs, source)?.map((axis) => strides[axis] ?? 1),
    putBack(attrs, { source }) {
      const order = orderOf(attrs, source) ?? [];
      const dims = source.map((_, axis) => order.indexOf(axis));
      return dims.includes(-1) ? null : [{ op: "permute", attrs: { dims }, inputs: ["part"] }];
    },
  };
}

/** Evenly spaced places along one axis. */
export interface Stretch {
  readonly axis: number;
  readonly start: Dim;
  readonly step: Dim;
}

/** What is taken of one axis; `stretchOf` gives undefined where that is not known. */
export function stretchView<A extends Attrs>(
  stretchOf: (attrs: A, source: Shape) => Stretch | undefined,
): ViewRule<A> {
  return {
    keepsOrder(attrs, source) {
      const { axis, step } = stretchOf(attrs, source) ?? { axis: source.length, step: 1 };
      return known(step) === 1 && source.slice(0, axis).every((size) => known(size) === 1);
    },
    strides(attrs, source, strides) {
      const stretch = stretchOf(attrs, source);
      const step = stretch && known(stretch.step);
      if (stretch === undefined || step === undefined) return undefined;
      return strides.map((stride, axis) => (axis === stretch.axis ? stride * step : stride));
    },
    putBack(attrs, views) {
      const stretch = stretchOf(attrs, views.source);
      if (stretch === undefined) return null;
      return known(stretch.step) === 1 ? aroundPart(stretch, views) : amongPlaces(stretch, views);
    },
  };
}

/** What lies before the part, the part, and what lies behind it. */
function aroundPart({ axis, start }: Stretch, { source, part }: ViewedShapes): readonly PutBackStep[] | null {
  const end = add(start, part[axis] ?? 1);
  const rest = subtract(source[axis] ?? 1, end);
  const [before, behind] = [known(start), known(rest)];
  if (before === undefined || behind === undefined || before < 0 || behind < 0) return null;
  const stretches = [
    ...(before > 0 ? [{ dim: axis, start: 0, length: start }] : []),
    ...(behind > 0 ? [{ dim: axis, start: end, length: rest }] : []),
  ];
  const taken = stretches.map((attrs): PutBackStep => ({ op: "narrow", attrs, inputs: ["source"] }));
  if (taken.length === 0) return [];
  const parts: PutBackStep["inputs"] = [
    ...(before > 0 ? [0] : []),
    "part",
    ...(behind > 0 ? [taken.length - 1] : []),
  ];
  return [...taken, { op: "cat", attrs: { dim: axis }, inputs: parts }];
}

/** The part's places stand behind all others, and each is taken from there. */
function amongPlaces(
  { axis, start, step }: Stretch,
  { source, part }: ViewedShapes,
): readonly PutBackStep[] | null {
  const sizes = [known(source[axis] ?? 1), known(start), known(step), known(part[axis] ?? 1)];
  const [size = 0, first = 0, distance = 1, count = 0] = sizes;
  if (sizes.includes(undefined)) return null;
  const indices = Array.from({ length: size }, (_, place) => place);
  for (let i = 0; i < count; i++) indices[first + i * distance] = size + i;
  return [
    { op: "cat", attrs: { dim: axis }, inputs: ["source", "part"] },
    { op: "index-select", attrs: { dim: axis, indices }, inputs: [0] },
  ];
}

/** Where only axes of one place came or went, whose strides do not matter. */
function movedStrides(source: Shape, strides: readonly number[], part: Shape): readonly number[] {
  const long = strides.filter((_, axis) => known(source[axis] ?? 1) !== 1).values();
  return part.map((size) => (known(size) === 1 ? 0 : (long.next().value ?? 0)));
}

/** One number for several places, unless nothing is repeated. */
export const repeatedView: ViewRule<Attrs> = {
  keepsOrder: (_, source, part) => isSameSize(source, part),
  putBack: (attrs, views) =>
    isSameSize(views.source, views.part) ? regroupedView.putBack(attrs, views) : null,
};

function isSameSize(source: Shape, part: Shape): boolean {
  const long = (shape: Shape): Shape => shape.filter((size) => known(size) !== 1);
  const [from, to] = [long(source), long(part)];
  return from.length === to.length && !from.some((size, axis) => differs(size, to[axis] ?? 1));
}
