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
import { findOp, type Window } from "../ops/index.ts";

type Extent = readonly Dim[];

/** A field, and whether some path to it has seen the whole input, after which the places of outputs mean nothing. */
interface Field extends ReceptiveField {
  readonly isWhole: boolean;
  /** Which axes, counted from the end, the places are on: 2 and 1 for height and width, but after a permutation. */
  readonly places: readonly number[];
}

/** The first input, and how many axes of it windows slide over. */
interface Source {
  readonly node: number;
  readonly sizes: Extent;
  /** Where these axes are, counted from the end. */
  readonly usual: readonly number[];
}

/**
 * What one output element of each node sees of the first input, by the recurrences of Araujo, Norris and Sim
 * (Distill, 2019): size grows by (window − 1) · jump, jump by the stride, and where paths meet the largest size counts.
 * An enlargement makes the jump smaller, down to parts of a pixel.
 * Padding is not subtracted, so that a field may be larger than the input. Null where a node sees nothing of the first
 * input, or that is no image.
 */
export function receptiveFields(graph: Graph): readonly (ReceptiveField | null)[] {
  const source = sourceOf(graph);
  const fields: (Field | null)[] = [];
  for (const node of graph.nodes) fields.push(source === null ? null : fieldOf(graph, node, source, fields));
  return fields.map((field) => field && { size: field.size.map(wholePixels), jump: field.jump });
}

function fieldOf(
  graph: Graph,
  node: Node,
  { node: first, sizes, usual }: Source,
  fields: readonly (Field | null)[],
): Field | null {
  const one = usual.map(() => 1);
  if (node.id === first) return { size: one, jump: one, isWhole: false, places: usual };
  const seen = node.inputs.map((id) => fields[id] ?? null).filter((field) => field !== null);
  const met = meet(seen);
  if (met === null) return null;
  const window = windowOf(graph, node);
  if (window.kind === "pointwise") return met;
  const rank = graph.nodes[node.inputs[0] ?? -1]?.shape.length ?? 0;
  if (window.kind === "permuted") return { ...met, places: moved(met.places, window.order) };
  if (window.kind === "mixed") {
    const spatial = window.axes.some((axis) => met.places.includes(rank - axis));
    const isReduced = node.shape.length < rank;
    if (!spatial) return isReduced ? { ...met, places: without(met.places, window.axes, rank) } : met;
    return window.keepsPlace ? { ...met, size: sizes } : { ...met, size: sizes, jump: sizes, isWhole: true };
  }
  if (window.kind === "whole") return { size: sizes, jump: sizes, isWhole: true, places: usual };
  // A window over other axes than those that the first one slides over.
  const fits = met.places.join() === usual.join() && window.size.length === usual.length;
  if (!fits) return { ...met, size: elsewhere(usual), jump: elsewhere(usual) };
  return {
    ...met,
    size: usual.map((_, axis) =>
      add(along(met.size, axis), multiply(subtract(along(window.size, axis), 1), along(met.jump, axis))),
    ),
    jump: usual.map((_, axis) =>
      window.kind === "sliding"
        ? multiply(along(met.jump, axis), along(window.stride, axis))
        : quotient(multiply(along(met.jump, axis), along(window.from, axis)), along(window.to, axis)),
    ),
  };
}

function windowOf(graph: Graph, node: Node): Window {
  const inputs = node.inputs.map((id) => graph.nodes[id]?.shape ?? []);
  return findOp(node.op).window(node.attrs, inputs);
}

function elsewhere(usual: readonly number[]): Extent {
  return usual.map(() => unknownDim("the axes were permuted"));
}

function along(sizes: Extent, axis: number): Dim {
  return sizes[axis] ?? 1;
}

/** The axes of the places after a permutation. */
function moved(places: Field["places"], order: readonly number[]): Field["places"] {
  return places.map((fromEnd) => order.length - order.indexOf(order.length - fromEnd));
}

/** The axes of the places after other axes are gone. */
function without(places: Field["places"], axes: readonly number[], rank: number): Field["places"] {
  return places.map((fromEnd) => fromEnd - axes.filter((axis) => rank - axis < fromEnd).length);
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
      size: left.size.map((size, axis) => maximum(size, along(right.size, axis))),
      jump: a.map((step, axis) => maximum(step, along(b, axis))),
      isWhole: left.isWhole && right.isWhole,
      places: left.isWhole ? right.places : left.places,
    };
  }, start);
}

/** Null where there is no first input, or none with channels and axes to slide over. */
function sourceOf(graph: Graph): Source | null {
  const [first = -1] = graph.inputs;
  const shape = graph.nodes[first]?.shape ?? [];
  const axes = slidAxes(graph);
  if (shape.length <= axes) return null;
  return { node: first, sizes: shape.slice(-axes), usual: shape.slice(-axes).map((_, i) => axes - i) };
}

/** How many axes the graph's first window slides over: two, unless the net is one of signals or of volumes. */
function slidAxes(graph: Graph): number {
  for (const node of graph.nodes) {
    const window = windowOf(graph, node);
    if (window.kind === "sliding" || window.kind === "resampling") return window.size.length;
  }
  return 2;
}
