import type { Options } from "./tflite-file.ts";

/* The settings of LiteRT's operators. Field numbers are those of its schema.fbs. */

/** What an operator does with its result before it stores it: nothing, max(x, 0), or that up to 6. */
export const fused = { none: 0, relu: 1, relu6: 3 } as const;
export type Fused = (typeof fused)[keyof typeof fused];

export function convolutionOptions(
  padding: number,
  stride: readonly [number, number],
  activation: Fused,
): Options {
  return (builder) => {
    builder.startObject(6);
    builder.addFieldInt8(0, padding, 0);
    builder.addFieldInt32(1, stride[1], 0);
    builder.addFieldInt32(2, stride[0], 0);
    builder.addFieldInt8(3, activation, 0);
    return builder.endObject();
  };
}

export function depthwiseOptions(
  padding: number,
  stride: readonly [number, number],
  activation: Fused,
): Options {
  return (builder) => {
    builder.startObject(7);
    builder.addFieldInt8(0, padding, 0);
    builder.addFieldInt32(1, stride[1], 0);
    builder.addFieldInt32(2, stride[0], 0);
    builder.addFieldInt32(3, 1, 0);
    builder.addFieldInt8(4, activation, 0);
    return builder.endObject();
  };
}

export function poolOptions(
  padding: number,
  stride: readonly [number, number],
  kernel: readonly [number, number],
): Options {
  return (builder) => {
    builder.startObject(6);
    builder.addFieldInt8(0, padding, 0);
    builder.addFieldInt32(1, stride[1], 0);
    builder.addFieldInt32(2, stride[0], 0);
    builder.addFieldInt32(3, kernel[1], 0);
    builder.addFieldInt32(4, kernel[0], 0);
    return builder.endObject();
  };
}

/** Of additions and multiplications. */
export function sumOptions(activation: Fused): Options {
  return (builder) => {
    builder.startObject(2);
    builder.addFieldInt8(0, activation, 0);
    return builder.endObject();
  };
}

/** All axes but the last stay as they are. */
export function fullyOptions(activation: Fused): Options {
  return (builder) => {
    builder.startObject(4);
    builder.addFieldInt8(0, activation, 0);
    builder.addFieldInt8(2, 1, 0);
    return builder.endObject();
  };
}

/** Channels are the last axis. */
export function concatOptions(builder: Parameters<Options>[0]): number {
  builder.startObject(2);
  builder.addFieldInt32(0, 3, 0);
  return builder.endObject();
}

/** Without padding. */
export function transposedOptions(stride: readonly [number, number]): Options {
  return (builder) => {
    builder.startObject(4);
    builder.addFieldInt8(0, 1, 0);
    builder.addFieldInt32(1, stride[1], 0);
    builder.addFieldInt32(2, stride[0], 0);
    return builder.endObject();
  };
}

/** Of means, which keep their axes. */
export function meanOptions(builder: Parameters<Options>[0]): number {
  builder.startObject(1);
  builder.addFieldInt8(0, 1, 0);
  return builder.endObject();
}

export function empty(fields: number): Options {
  return (builder) => {
    builder.startObject(fields);
    return builder.endObject();
  };
}
