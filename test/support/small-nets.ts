import type { Recorded } from "../../src/ir/index.ts";
import { apply } from "./op-graph.ts";

/* Layers for graphs that tests write by hand; names of layers are owners of their parameters. */

export function conv(input: Recorded, out: number, owner: string, options: ConvOptions = {}): Recorded {
  const { k = 3, stride = 1, groups = 1, bias = false } = options;
  const attrs = {
    inChannels: Number(input.shape[1]),
    outChannels: out,
    kernelSize: [k, k],
    stride: [stride, stride],
    padding: [k >> 1, k >> 1],
    dilation: [1, 1],
    groups,
    bias,
  };
  return apply("conv2d", attrs, [input], owner);
}

export interface ConvOptions {
  readonly k?: number;
  readonly stride?: number;
  readonly groups?: number;
  readonly bias?: boolean;
}

/** Doubles height and width where nothing else is said. */
export function convTranspose(
  input: Recorded,
  out: number,
  owner: string,
  options: ConvOptions = {},
): Recorded {
  const { k = 2, stride = 2, groups = 1, bias = false } = options;
  const attrs = {
    inChannels: Number(input.shape[1]),
    outChannels: out,
    kernelSize: [k, k],
    stride: [stride, stride],
    padding: [0, 0],
    outputPadding: [0, 0],
    dilation: [1, 1],
    groups,
    bias,
  };
  return apply("conv-transpose2d", attrs, [input], owner);
}

export function upsample(input: Recorded, mode: "nearest" | "bilinear" = "nearest"): Recorded {
  return apply(
    "upsample",
    {
      size: null,
      scaleFactor: [2, 2],
      mode,
      alignCorners: false,
      antialias: false,
      recomputeScaleFactor: false,
    },
    [input],
  );
}

export function batchNorm(input: Recorded, owner: string): Recorded {
  return apply(
    "batch-norm2d",
    { numFeatures: Number(input.shape[1]), epsilon: 1e-5, momentum: 0.1, affine: true },
    [input],
    owner,
  );
}

export function relu(input: Recorded): Recorded {
  return apply("relu", {}, [input]);
}

export function add(left: Recorded, right: Recorded): Recorded {
  return apply("add", {}, [left, right]);
}

export function cat(...inputs: readonly Recorded[]): Recorded {
  return apply("cat", { dim: 1 }, inputs);
}

/** The channels of an image after its pixels. */
export function channelsLast(input: Recorded): Recorded {
  return apply("permute", { dims: [0, 2, 3, 1] }, [input]);
}

/** And before them again. */
export function channelsFirst(input: Recorded): Recorded {
  return apply("permute", { dims: [0, 3, 1, 2] }, [input]);
}

export function layerNorm(input: Recorded, owner: string): Recorded {
  const normalizedShape = [Number(input.shape.at(-1))];
  return apply("layer-norm", { normalizedShape, epsilon: 1e-5, affine: true }, [input], owner);
}

export function linear(input: Recorded, outFeatures: number, owner: string): Recorded {
  return apply("linear", { inFeatures: Number(input.shape.at(-1)), outFeatures, bias: true }, [input], owner);
}

export function dropout(input: Recorded): Recorded {
  return apply("dropout", { p: 0.5 }, [input]);
}
