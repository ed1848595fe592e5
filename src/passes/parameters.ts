import {
  type Attrs,
  type Dim,
  elementCount,
  type Gap,
  type Graph,
  joinedName,
  type ModulePath,
  sum,
  type UnknownDim,
  type UnknownId,
  type UnknownPart,
} from "../ir/index.ts";
import { findOp } from "../ops/index.ts";

/** An op with its attributes: a layer before anyone has called it. */
export interface Layer {
  readonly op: string;
  readonly attrs: Attrs;
  /** Its fixed tensors, by its own names for them; absent if there are none. */
  readonly fixed?: FixedTensors | undefined;
}

/** Fixed tensors by name: learned ones that training does not change. An unknown says why that is not certain. */
export type FixedTensors = ReadonlyMap<string, true | UnknownDim>;

export interface ParameterCounts {
  /** Learned numbers. */
  readonly parameters: Dim;
  /** How many of them are fixed: training does not change them. */
  readonly fixedParameters: Dim;
  /** Numbers kept but not learned. */
  readonly buffers: Dim;
}

/** A tensor that a layer keeps, and how many numbers it has. */
export interface CountedTensor {
  readonly name: string;
  readonly learned: boolean;
  readonly count: Dim;
  /** How many of its numbers are learned but fixed. */
  readonly fixed: Dim;
}

/** What all the layers keep together. A layer that is listed twice counts twice. */
export function countParameters(layers: readonly Layer[]): ParameterCounts {
  return totalOf(layers.flatMap(keptTensors));
}

/** Layers of which some may not be there, or be there any number of times. */
export interface OpenLayers {
  readonly layers: readonly (Layer & { readonly unknown?: UnknownId })[];
  readonly unknowns: readonly UnknownPart[];
}

/** What the layers keep that are certainly there, and why there may be more. */
export function countCertain({ layers, unknowns }: OpenLayers): {
  readonly total: ParameterCounts;
  readonly gaps: readonly Gap[];
} {
  const certain: Layer[] = [];
  const open = unknowns.map((): Layer[] => []);
  for (const layer of layers) (layer.unknown === undefined ? certain : open[layer.unknown])?.push(layer);
  const total = countParameters(certain);
  const gaps = unknowns.map((part, id): Gap => {
    const counts = countParameters(open[id] ?? []);
    const kept = keptMeasures.filter((name) => counts[name] !== 0);
    return { ...part, lacks: part.kind === "value" ? keptMeasures : kept };
  });
  return { total, gaps };
}

const keptMeasures = ["parameters", "fixedParameters", "buffers"] as const;

/** By a layer's attributes, which never change: a module's are asked for by all that show one of the modules around it. */
const known = new WeakMap<Attrs, { readonly op: string; readonly tensors: readonly CountedTensor[] }>();

export function keptTensors({ fixed, ...layer }: Layer): readonly CountedTensor[] {
  const tensors = tensorsOf(layer);
  if (fixed === undefined) return tensors;
  return tensors.map((tensor) => {
    const state = tensor.learned ? fixed.get(tensor.name) : undefined;
    return state === undefined ? tensor : { ...tensor, fixed: state === true ? tensor.count : state };
  });
}

/** The fixed tensors of a graph, by their full names. */
export function fixedIn({ kept = [] }: Graph): FixedTensors {
  return new Map(kept.flatMap(({ name, fixed }) => (fixed === undefined ? [] : [[name, fixed]])));
}

/** The fixed tensors of one layer, by its own names for them; undefined if there are none. */
export function fixedBelow(
  owner: ModulePath | null,
  fixed: FixedTensors,
  { op, attrs }: Layer,
): FixedTensors | undefined {
  if (fixed.size === 0) return undefined;
  const states = tensorsOf({ op, attrs }).flatMap(({ name }) => {
    const state = fixed.get(joinedName(owner ?? "", name));
    return state === undefined ? [] : [[name, state] as const];
  });
  return states.length === 0 ? undefined : new Map(states);
}

function tensorsOf({ op, attrs }: Omit<Layer, "fixed">): readonly CountedTensor[] {
  const before = known.get(attrs);
  if (before?.op === op) return before.tensors;
  const params = Object.entries(findOp(op).params(attrs));
  const tensors = params.map(([name, { shape, learned }]) => {
    return { name, learned, count: elementCount(shape), fixed: 0 };
  });
  known.set(attrs, { op, tensors });
  return tensors;
}

export function totalOf(tensors: readonly CountedTensor[]): ParameterCounts {
  const total = (learned: boolean): Dim =>
    sum(tensors.filter((tensor) => tensor.learned === learned).map(({ count }) => count));
  const fixedParameters = sum(tensors.map(({ fixed }) => fixed));
  return { parameters: total(true), fixedParameters, buffers: total(false) };
}
