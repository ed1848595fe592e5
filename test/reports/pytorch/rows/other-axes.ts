import { type Value, x, y, z } from "../call.ts";
import type { Draw } from "../draw.ts";
import { type Drawn, type Row, row } from "../row.ts";
import { grouped } from "./grouped.ts";

type Axes = 1 | 3;

/** The families over images once more, over signals and over volumes. */
export const otherAxes: readonly Row[] = ([1, 3] as const).flatMap((axes) => [
  row(`nn.Conv${axes}d`, (draw) => {
    const [groups, inChannels, outChannels] = grouped(draw);
    const options = draw.some({
      stride: () => each(draw, axes, 1, 3),
      padding: () => each(draw, axes, 0, 2),
      dilation: () => each(draw, axes, 1, 2),
      bias: () => draw.chance(0.5),
    });
    if (draw.chance(0.15)) Object.assign(options, { padding: draw.pick(["same", "valid"]), stride: 1 });
    if (draw.chance(0.2)) options.paddingMode = draw.pick(["zeros", "reflect", "replicate", "circular"]);
    if (groups > 1) options.groups = groups;
    const args = [inChannels, outChannels, each(draw, axes, 1, axes === 3 ? 3 : 5)];
    return { inputs: [shapeOf(draw, axes, inChannels)], args, options };
  }),
  row(`nn.ConvTranspose${axes}d`, (draw) => {
    const [groups, inChannels, outChannels] = grouped(draw);
    const options = draw.some({
      stride: () => each(draw, axes, 1, 3),
      padding: () => each(draw, axes, 0, 2),
      dilation: () => each(draw, axes, 1, 2),
      bias: () => draw.chance(0.5),
    });
    if (draw.chance(0.2)) Object.assign(options, { stride: 3, outputPadding: each(draw, axes, 0, 2) });
    if (groups > 1) options.groups = groups;
    const args = [inChannels, outChannels, each(draw, axes, 1, axes === 3 ? 3 : 5)];
    return { inputs: [shapeOf(draw, axes, inChannels)], args, options };
  }),
  row(`F.conv${axes}d`, (draw) => {
    const [groups, inChannels, outChannels] = grouped(draw);
    const options = draw.some({
      stride: () => each(draw, axes, 1, 3),
      padding: () => each(draw, axes, 0, 2),
      dilation: () => each(draw, axes, 1, 2),
    });
    if (draw.chance(0.15)) Object.assign(options, { padding: draw.pick(["same", "valid"]), stride: 1 });
    if (groups > 1) options.groups = groups;
    const weight = [outChannels, inChannels / groups, ...kernel(draw, axes)];
    return weighted(draw, [shapeOf(draw, axes, inChannels), weight], outChannels, options);
  }),
  row(`F.convTranspose${axes}d`, (draw) => {
    const [groups, inChannels, outChannels] = grouped(draw);
    const options = draw.some({
      stride: () => each(draw, axes, 1, 3),
      padding: () => each(draw, axes, 0, 2),
      dilation: () => each(draw, axes, 1, 2),
    });
    if (draw.chance(0.2)) Object.assign(options, { stride: 3, outputPadding: each(draw, axes, 0, 2) });
    if (groups > 1) options.groups = groups;
    const weight = [inChannels, outChannels / groups, ...kernel(draw, axes)];
    return weighted(draw, [shapeOf(draw, axes, inChannels), weight], outChannels, options);
  }),
  ...["nn.MaxPool", "F.maxPool"].map((name) =>
    window(`${name}${axes}d`, axes, (draw) => ({
      stride: () => each(draw, axes, 1, 3),
      padding: () => each(draw, axes, 0, 1),
      dilation: () => each(draw, axes, 1, 2),
      ceilMode: () => draw.chance(0.5),
    })),
  ),
  ...["nn.AvgPool", "F.avgPool"].map((name) =>
    window(`${name}${axes}d`, axes, (draw) => ({
      stride: () => each(draw, axes, 1, 3),
      padding: () => each(draw, axes, 0, 1),
      ceilMode: () => draw.chance(0.5),
      countIncludePad: () => draw.chance(0.5),
    })),
  ),
  ...["nn.AdaptiveAvgPool", "nn.AdaptiveMaxPool", "F.adaptiveAvgPool", "F.adaptiveMaxPool"].map((name) =>
    row(`${name}${axes}d`, (draw) => {
      const some = axes === 3 && draw.chance(0.2) ? [null, draw.whole(1, 5), null] : each(draw, axes, 1, 6);
      return { inputs: [shapeOf(draw, axes)], args: [...self(name), some] };
    }),
  ),
  row(`nn.BatchNorm${axes}d`, (draw) => {
    const shape = [draw.whole(1, 3), ...shapeOf(draw, axes).slice(-axes - 1)];
    const options = draw.some({
      eps: () => 1e-3,
      momentum: () => 0.2,
      affine: () => draw.chance(0.5),
      trackRunningStats: () => draw.chance(0.4),
    });
    const flat = axes === 1 && draw.chance(0.4);
    return { inputs: [flat ? shape.slice(0, 2) : shape], args: [shape[1] ?? 1], options };
  }),
  row(`nn.InstanceNorm${axes}d`, (draw) => {
    const shape = [draw.whole(1, 3), ...shapeOf(draw, axes).slice(-axes - 1)];
    const options = draw.some({ eps: () => 1e-3, affine: () => true });
    return { inputs: [[...shape.slice(0, -1), draw.whole(2, 7)]], args: [shape[1] ?? 1], options };
  }),
  ...["Constant", "Reflection", "Replication", "Circular"].map((mode) =>
    row(
      `nn.${mode}Pad${axes}d`,
      (draw) => {
        const least = mode === "Constant" ? -1 : 0;
        const all = Array.from({ length: 2 * axes }, () => draw.whole(least, 2));
        const args = [draw.chance(0.4) ? draw.whole(0, 2) : all];
        return { inputs: [shapeOf(draw, axes)], args: mode === "Constant" ? [...args, 0.5] : args };
      },
      mode === "Circular" ? { callee: `CircularPad${axes}d` } : {},
    ),
  ),
]);

/** Another size of a signal or a volume. */
export function resizedOtherwise(draw: Draw, modes: readonly string[]): Pick<Drawn, "inputs" | "options"> {
  const axes = draw.pick([1, 3] as const);
  return { inputs: [batched(draw, axes)], options: resizing(draw, axes, modes) };
}

/** Sizes of a weight's kernel. */
function kernel(draw: Draw, axes: Axes): number[] {
  return Array.from({ length: axes }, () => draw.whole(1, axes === 3 ? 3 : 5));
}

/** With a bias or without. */
function weighted(
  draw: Draw,
  inputs: readonly (readonly number[])[],
  outChannels: number,
  options: Readonly<Record<string, Value>>,
): Drawn {
  return draw.chance(0.5)
    ? { inputs: [...inputs, [outChannels]], args: [x, y, z], options }
    : { inputs, args: [x, y, null], options };
}

function self(name: string): readonly Value[] {
  return name.startsWith("F.") ? [x] : [];
}

function window(
  callee: string,
  axes: Axes,
  options: (draw: Draw) => Readonly<Record<string, () => Value>>,
): Row {
  return row(callee, (draw) => ({
    inputs: [shapeOf(draw, axes)],
    args: [...self(callee), each(draw, axes, 1, 4)],
    options: draw.some(options(draw)),
  }));
}

/** A number for all axes, or one for each. */
function each({ chance, whole }: Draw, axes: Axes, from: number, to: number): Value {
  if (chance(0.6)) return whole(from, to);
  return Array.from({ length: axes }, () => whole(from, to));
}

/** A signal or a volume, with a batch or, now and then, without. */
function shapeOf(draw: Draw, axes: Axes, channels = draw.pick([1, 2, 3, 8, 9])): number[] {
  const shape = [channels, ...Array.from({ length: axes }, () => draw.whole(1, axes === 3 ? 7 : 24))];
  return draw.chance(0.15) ? shape : [draw.whole(1, 3), ...shape];
}

function batched(draw: Draw, axes: Axes): number[] {
  return [draw.whole(1, 2), ...shapeOf(draw, axes).slice(-axes - 1)];
}

function resizing(draw: Draw, axes: Axes, modes: readonly string[]): Record<string, Value> {
  const linear = axes === 1 ? "linear" : "trilinear";
  const mode = draw.pick([...modes, linear]);
  const size = each(draw, axes, 1, 9);
  const to = draw.chance(0.5) ? { size } : { scaleFactor: draw.pick<Value>([2, 3, 0.5, 1.5, 2.6]) };
  const corners = mode === linear ? draw.some({ alignCorners: () => draw.chance(0.5) }) : {};
  return { ...to, mode, ...corners };
}
