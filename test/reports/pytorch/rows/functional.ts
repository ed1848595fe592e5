import { type Value, v, w, x, y, z } from "../call.ts";
import type { Draw } from "../draw.ts";
import { type Drawn, type Row, row } from "../row.ts";
import { grouped } from "./grouped.ts";

/** Layers as functions, whose weights are tensors like any other. */
export const functional: readonly Row[] = [
  row("F.conv2d", (draw) => {
    const [groups, inChannels, outChannels] = grouped(draw);
    const weight = [outChannels, inChannels / groups, draw.whole(1, 4), draw.whole(1, 4)];
    const options = draw.some({
      stride: () => draw.pair(1, 3),
      padding: () => draw.pair(0, 2),
      dilation: () => draw.pair(1, 2),
    });
    if (draw.chance(0.15)) Object.assign(options, { padding: draw.pick(["same", "valid"]), stride: 1 });
    return convolved(draw, weight, outChannels, groups > 1 ? { ...options, groups } : options, inChannels);
  }),
  row("F.convTranspose2d", (draw) => {
    const [groups, inChannels, outChannels] = grouped(draw);
    const weight = [inChannels, outChannels / groups, draw.whole(1, 4), draw.whole(1, 4)];
    const options = draw.some({
      stride: () => draw.pair(1, 3),
      padding: () => draw.pair(0, 2),
      dilation: () => draw.pair(1, 2),
    });
    if (draw.chance(0.2)) Object.assign(options, { stride: 3, outputPadding: draw.pair(0, 2) });
    return convolved(draw, weight, outChannels, groups > 1 ? { ...options, groups } : options, inChannels);
  }),
  row("F.batchNorm", (draw) => {
    const image = large(draw);
    const kept = [image[1] ?? 1];
    const options = draw.some({ eps: () => 1e-3 });
    const [stats, fill] = [[image, kept, kept], "positive" as const];
    return draw.chance(0.5)
      ? { inputs: stats, args: [x, y, z], options, fill }
      : {
          inputs: [...stats, kept, kept],
          args: [x, y, z],
          options: { weight: v, bias: w, ...options },
          fill,
        };
  }),
  row("F.groupNorm", (draw) => {
    const groups = draw.whole(1, 4);
    const channels = groups * draw.whole(2, 4);
    return scaled(draw, [draw.whole(1, 3), channels, ...draw.shape(0, 2)], [channels], [groups]);
  }),
  row("F.instanceNorm", (draw) => {
    const image = large(draw);
    return scaled(draw, image, [image[1] ?? 1], []);
  }),
  row("F.layerNorm", (draw) => {
    const shape = draw.shape(2, 4);
    const last = shape.slice(draw.whole(1, shape.length - 1));
    return scaled(draw, shape, last, [last]);
  }),
  row("F.gridSample", (draw) => {
    const image = [draw.whole(1, 3), draw.whole(1, 9), draw.whole(1, 9), draw.whole(1, 9)];
    const grid = [image[0] ?? 1, draw.whole(1, 9), draw.whole(1, 9), 2];
    const options = draw.some({
      mode: () => draw.pick(["bilinear", "nearest", "bicubic"]),
      paddingMode: () => draw.pick(["zeros", "border", "reflection"]),
    });
    // PyTorch warns where it is left out, and takes false.
    return { inputs: [image, grid], args: [x, y], options: { ...options, alignCorners: draw.chance(0.5) } };
  }),
  row("F.affineGrid", (draw) => {
    const size = [draw.whole(1, 3), draw.whole(1, 4), draw.whole(1, 9), draw.whole(1, 9)];
    const options = { alignCorners: draw.chance(0.5) };
    return { inputs: [[size[0] ?? 1, 2, 3]], args: [x, size], options };
  }),
];

/** With a bias or without. */
function convolved(
  draw: Draw,
  weight: readonly number[],
  outChannels: number,
  options: Readonly<Record<string, Value>>,
  inChannels: number,
): Drawn {
  const inputs = [draw.image(inChannels), weight];
  return draw.chance(0.5)
    ? { inputs: [...inputs, [outChannels]], args: [x, y, z], options }
    : { inputs, args: [x, y, null], options };
}

/** A norm over pixels needs more than one of them: of one number the variance is none. */
export function large({ whole, pick }: Draw): number[] {
  return [whole(1, 3), pick([1, 3, 8, 9, 16]), whole(2, 9), whole(2, 9)];
}

/** With a scale, a shift, both or neither. */
function scaled(
  draw: Draw,
  shape: readonly number[],
  kept: readonly number[],
  args: readonly Value[],
): Drawn {
  const names = draw.pick([[], ["weight"], ["bias"], ["weight", "bias"]]);
  const given = Object.fromEntries(names.map((name, index) => [name, index === 0 ? y : z]));
  return {
    inputs: [shape, ...names.map(() => kept)],
    args: [x, ...args],
    options: { ...given, ...draw.some({ eps: () => 1e-3 }) },
  };
}
