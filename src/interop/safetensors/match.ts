import { type Graph, isWithin, type OtherName } from "../../ir/index.ts";
import { graphParameters } from "../graph-parameters.ts";
import { dtypes } from "./dtypes.ts";
import type { StoredTensor, StoredTensors } from "./read.ts";

export interface WeightsMatch {
  /** What a session takes: numbers by the parameters' full names. */
  readonly weights: ReadonlyMap<string, Float32Array>;
  readonly report: WeightsReport;
}

/** How a file and a model fit, by names. */
export interface WeightsReport {
  readonly matched: readonly string[];
  /** The model's, not the file's. */
  readonly missing: readonly string[];
  /** The file's, not the model's. */
  readonly surplus: readonly string[];
  readonly misshapen: readonly Misshapen[];
  /** Tensors of a dtype that has no float32. */
  readonly unreadable: readonly { readonly name: string; readonly dtype: string }[];
}

export interface Misshapen {
  readonly name: string;
  readonly expected: readonly number[];
  readonly stored: readonly number[];
}

/** Every batch norm of PyTorch keeps this counter for training; inference does not need it. */
const counter = /(^|\.)num_batches_tracked$/;

/** Takes for each parameter of the graph the tensor of its name, as float32, which may share the memory of the file's bytes. */
export function matchWeights(graph: Graph, file: StoredTensors): WeightsMatch {
  const parameters = graphParameters(graph);
  const ownNameOf = (name: string): string => ownName(name, graph.otherNames ?? []);
  const stored = new Map(
    [...file].map(([name, tensor]) => [ownNameOf(name), file.get(ownNameOf(name)) ?? tensor]),
  );
  const wanted = new Set(parameters.map(({ name }) => name));
  const weights = new Map<string, Float32Array>();
  const misshapen: Misshapen[] = [];
  const unreadable: { readonly name: string; readonly dtype: string }[] = [];
  for (const { name, shape } of parameters) {
    const tensor = stored.get(name);
    if (tensor === undefined) continue;
    const numbers = sameSizes(shape, tensor.shape) ? numbersOf(tensor) : undefined;
    if (numbers === undefined) misshapen.push({ name, expected: shape, stored: tensor.shape });
    else if (numbers === null) unreadable.push({ name, dtype: tensor.dtype });
    else weights.set(name, numbers);
  }
  const report = {
    matched: [...weights.keys()],
    missing: [...wanted].filter((name) => !stored.has(name)),
    surplus: [...file.keys()].filter((name) => !wanted.has(ownNameOf(name)) && !counter.test(name)),
    misshapen,
    unreadable,
  };
  return { weights, report };
}

/**
 * The first name of something that modules hold more than once. PyTorch's own files list it under each of its names, and files
 * that `safetensors.torch.save_model` writes list it under any one of them.
 */
function ownName(name: string, otherNames: readonly OtherName[]): string {
  let own = name;
  for (const { path, other } of [...otherNames].reverse())
    if (isWithin(own, other)) own = path + own.slice(other.length);
  return own;
}

function sameSizes(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((size, axis) => size === right[axis]);
}

/** Weights of half a gigabyte are not copied: float32 stays where the file's bytes are, if it lies at a whole address. */
function numbersOf({ dtype, bytes }: StoredTensor): Float32Array | null {
  const { buffer, byteOffset, byteLength } = bytes;
  if (dtype === "F32" && byteOffset % 4 === 0) return new Float32Array(buffer, byteOffset, byteLength / 4);
  return dtypes.get(dtype)?.floats?.(new Uint8Array(bytes).buffer) ?? null;
}
