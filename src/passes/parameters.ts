import {
  type Attrs,
  type Dim,
  elementCount,
  type Gap,
  sum,
  type UnknownId,
  type UnknownPart,
} from "../ir/index.ts";
import { findOp } from "../ops/index.ts";

/** An op with its attributes: a layer before anyone has called it. */
export interface Layer {
  readonly op: string;
  readonly attrs: Attrs;
}

export interface ParameterCounts {
  /** Learned numbers. */
  readonly parameters: Dim;
  /** Numbers kept but not learned. */
  readonly buffers: Dim;
}

/** A tensor that a layer keeps, and how many numbers it has. */
export interface CountedTensor {
  readonly name: string;
  readonly learned: boolean;
  readonly count: Dim;
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
    const kept = (["parameters", "buffers"] as const).filter((name) => counts[name] !== 0);
    return { ...part, lacks: part.kind === "value" ? ["parameters", "buffers"] : kept };
  });
  return { total, gaps };
}

/** By a layer's attributes, which never change: a module's are asked for by all that show one of the modules around it. */
const known = new WeakMap<Attrs, { readonly op: string; readonly tensors: readonly CountedTensor[] }>();

export function keptTensors({ op, attrs }: Layer): readonly CountedTensor[] {
  const before = known.get(attrs);
  if (before?.op === op) return before.tensors;
  const params = Object.entries(findOp(op).params(attrs));
  const tensors = params.map(([name, { shape, learned }]) => ({ name, learned, count: elementCount(shape) }));
  known.set(attrs, { op, tensors });
  return tensors;
}

export function totalOf(tensors: readonly CountedTensor[]): ParameterCounts {
  const total = (learned: boolean): Dim =>
    sum(tensors.filter((tensor) => tensor.learned === learned).map(({ count }) => count));
  return { parameters: total(true), buffers: total(false) };
}
