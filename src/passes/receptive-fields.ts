import {
  add,
  type Dim,
  floorDivide,
  type Graph,
  known,
  maximum,
  modulo,
  multiply,
  type Node,
  type ReceptiveField,
  subtract,
  unknownDim,
} from "../ir/index.ts";
import { findOp } from "../ops/index.ts";

type Extent = ReceptiveField["size"];

/** A field, and whether some path to it has seen the whole input, after which the places of outputs mean nothing. */
interface Field extends ReceptiveField {
  readonly isWhole: boolean;
  /** Which axes, counted from the end, are height and width: 2 and 1, but after a permutation. */
  readonly places: readonly [height: number, width: number];
}

const usual = [2, 1] as const;

/**
 * What one output element of each node sees of the first input, by the recurrences of Araujo, Norris and Sim
 * (Distill, 2019): size grows by (window − 1) · jump, jump by the stride, and where paths meet the largest size counts.
 * An enlargement makes the jump smaller, down to parts of a pixel.
 * Padding is not subtracted, so that a field may be larger than the input. Null where a node sees nothing of the first
 * input, or that is no image.
 */
export function receptiveFields(graph: Graph): readonly (ReceptiveField | null)[] {
  const [first = -1] = graph.inputs;
  const image = imageSize(graph.nodes[first]);
  const fields: (Field | null)[] = [];
  for (const node of graph.nodes)
    fields.push(image === null ? null : fieldOf(graph, node, first, image, fields));
  return fields.map(
    (field) => field && { size: along((axis) => wholePixels(field.size[axis])), jump: field.jump },
  );
}

function fieldOf(
  graph: Graph,
  node: Node,
  first: number,
  image: Extent,
  fields: readonly (Field | null)[],
): Field | null {
  if (node.id === first) return { size: [1, 1], jump: [1, 1], isWhole: false, places: usual };
  const seen = node.inputs.map((id) => fields[id] ?? null).filter((field) => field !== null);
  const met = meet(seen);
  if (met === null) return null;
  const window = findOp(node.op).window(
    node.attrs,
    node.inputs.map((id) => graph.nodes[id]?.shape ?? []),
  );
  if (window.kind === "pointwise") return met;
  const rank = graph.nodes[node.inputs[0] ?? -1]?.shape.length ?? 0;
  if (window.kind === "permuted") return { ...met, places: moved(met.places, window.order) };
  if (window.kind === "mixed") {
    const spatial = window.axes.some((axis) => met.places.includes(rank - axis));
    if (!spatial) return met;
    return window.keepsPlace ? { ...met, size: image } : { ...met, size: image, jump: image, isWhole: true };
  }
  if (window.kind === "whole") return { size: image, jump: image, isWhole: true, places: usual };
  // A window over other axes than height and width.
  if (met.places.join() !== usual.join()) return { ...met, size: elsewhere, jump: elsewhere };
  return {
    ...met,
    size: along((axis) => add(met.size[axis], multiply(subtract(window.size[axis], 1), met.jump[axis]))),
    jump: along((axis) =>
      window.kind === "sliding"
        ? multiply(met.jump[axis], window.stride[axis])
        : quotient(multiply(met.jump[axis], window.from[axis]), window.to[axis]),
    ),
  };
}

const elsewhere = [unknownDim("the axes were permuted"), unknownDim("the axes were permuted")] as const;

/** Which axes are height and width once the axes are permuted. */
function moved([height, width]: Field["places"], order: readonly number[]): Field["places"] {
  const place = (fromEnd: number): number => order.length - order.indexOf(order.length - fromEnd);
  return [place(height), place(width)];
}

/** The distance of outputs after an enlargement need not be whole: it is half a pixel after a doubling. */
function quotient(pixels: Dim, outputs: Dim): Dim {
  const [over, under] = [known(pixels), known(outputs)];
  if (over !== undefined && under !== undefined && under > 0) return rounded(over / under);
  if (known(modulo(pixels, outputs)) === 0) return floorDivide(pixels, outputs);
  const inverse = known(modulo(outputs, pixels)) === 0 ? known(floorDivide(outputs, pixels)) : undefined;
  return inverse === undefined ? unknownDim("the step is no whole number of pixels") : rounded(1 / inverse);
}

/** Free of what division adds: a third has no end. */
function rounded(pixels: number): number {
  return Math.round(pixels * 1e6) / 1e6;
}

/** Neighbours that are half a pixel apart see no half pixel more, but the next one. */
function wholePixels(size: Dim): Dim {
  const pixels = known(size);
  return pixels === undefined ? size : Math.ceil(Math.round(pixels * 1e4) / 1e4);
}

/** Where paths meet. A gate that has seen everything does not change the step between the outputs that it gates. */
function meet(fields: readonly Field[]): Field | null {
  const [start, ...others] = fields;
  if (start === undefined) return null;
  return others.reduce((left, right) => {
    const jumps = [left, right].filter(({ isWhole }) => !isWhole).map(({ jump }) => jump);
    const [a = left.jump, b = a] = jumps;
    return {
      size: along((axis) => maximum(left.size[axis], right.size[axis])),
      jump: along((axis) => maximum(a[axis], b[axis])),
      isWhole: left.isWhole && right.isWhole,
      places: left.isWhole ? right.places : left.places,
    };
  }, start);
}

function imageSize(input: Node | undefined): Extent | null {
  const [width, height, channels] = [...(input?.shape ?? [])].reverse();
  return width === undefined || height === undefined || channels === undefined ? null : [height, width];
}

function along(size: (axis: 0 | 1) => Dim): readonly [Dim, Dim] {
  return [size(0), size(1)];
}
