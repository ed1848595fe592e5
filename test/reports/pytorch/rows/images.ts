import { type Value, x } from "../call.ts";
import type { Draw } from "../draw.ts";
import { type Drawn, type Row, row } from "../row.ts";
import { grouped } from "./grouped.ts";
import { resizedOtherwise } from "./other-axes.ts";

/** What slides windows over images, resizes or pads them. */
export const images: readonly Row[] = [
  row("nn.Conv2d", convolution),
  row("nn.ConvTranspose2d", (draw) => {
    const [groups, inChannels, outChannels] = grouped(draw);
    const options = draw.some({
      stride: () => draw.pair(1, 3),
      padding: () => draw.pair(0, 2),
      dilation: () => draw.pair(1, 2),
      bias: () => draw.chance(0.5),
    });
    if (draw.chance(0.2)) Object.assign(options, { stride: 3, outputPadding: draw.pair(0, 2) });
    if (groups > 1) options.groups = groups;
    return { inputs: [draw.image(inChannels)], args: [inChannels, outChannels, draw.pair(1, 4)], options };
  }),
  ...["nn.MaxPool2d", "F.maxPool2d"].map((callee) =>
    window(callee, (draw) => ({
      stride: () => draw.pair(1, 3),
      padding: () => draw.pair(0, 1),
      dilation: () => draw.pair(1, 2),
      ceilMode: () => draw.chance(0.5),
    })),
  ),
  ...["nn.AvgPool2d", "F.avgPool2d"].map((callee) =>
    window(callee, (draw) => ({
      stride: () => draw.pair(1, 3),
      padding: () => draw.pair(0, 1),
      ceilMode: () => draw.chance(0.5),
      countIncludePad: () => draw.chance(0.5),
    })),
  ),
  ...["nn.AdaptiveAvgPool2d", "nn.AdaptiveMaxPool2d", "F.adaptiveAvgPool2d", "F.adaptiveMaxPool2d"].map(
    (callee) => ofImage(callee, (draw) => [draw.chance(0.2) ? [null, draw.whole(1, 5)] : draw.pair(1, 6)]),
  ),
  ...["nn.Unfold", "F.unfold"].map((callee) => window(callee, columns, 1)),
  ...["nn.Fold", "F.fold"].map((callee) => row(callee, (draw) => folded(callee, draw))),
  ...["nn.PixelShuffle", "F.pixelShuffle"].map((callee) =>
    row(callee, (draw) => {
      const r = draw.whole(1, 3);
      return { inputs: [draw.image(r * r * draw.whole(1, 3))], args: [...self(callee), r] };
    }),
  ),
  ...["nn.PixelUnshuffle", "F.pixelUnshuffle"].map((callee) =>
    row(callee, (draw) => {
      const r = draw.whole(1, 3);
      const [channels, height, width] = [draw.whole(1, 9), r * draw.whole(1, 4), r * draw.whole(1, 4)];
      return { inputs: [[draw.whole(1, 2), channels, height, width]], args: [...self(callee), r] };
    }),
  ),
  ...["nn.ChannelShuffle", "F.channelShuffle"].map((callee) =>
    row(
      callee,
      (draw) => {
        const groups = draw.whole(1, 4);
        const image = [draw.whole(1, 2), groups * draw.whole(1, 4), draw.whole(1, 6), draw.whole(1, 6)];
        return { inputs: [image], args: [...self(callee), groups] };
      },
      callee === "F.channelShuffle" ? { callee: "torch.channel_shuffle" } : {},
    ),
  ),
  row("nn.Upsample", (draw) => {
    if (draw.chance(0.5)) return resizedOtherwise(draw, ["nearest"]);
    return { inputs: [batched(draw)], options: resizing(draw, ["nearest", "bilinear", "bicubic"], {}) };
  }),
  row("F.interpolate", (draw) => {
    if (draw.chance(0.5)) {
      const { inputs, options } = resizedOtherwise(draw, ["nearest", "nearest-exact", "area"]);
      return { inputs, args: [x], options };
    }
    const modes = ["nearest", "nearest-exact", "bilinear", "bicubic", "area"];
    const options = resizing(draw, modes, { antialias: () => draw.chance(0.5) });
    return { inputs: [batched(draw)], args: [x], options };
  }),
  ...["nn.UpsamplingNearest2d", "nn.UpsamplingBilinear2d"].map((callee) =>
    row(callee, (draw) => ({
      inputs: [batched(draw)],
      options: draw.chance(0.5) ? { size: draw.pair(1, 12) } : { scaleFactor: draw.whole(1, 3) },
    })),
  ),
  row("F.pad", padded),
  row("nn.ZeroPad2d", (draw) => ({ inputs: [draw.image()], args: [sides(draw, -1)] })),
  row("nn.ConstantPad2d", (draw) => ({ inputs: [draw.image()], args: [sides(draw, -1), 0.5] })),
  ...["nn.ReflectionPad2d", "nn.ReplicationPad2d", "nn.CircularPad2d"].map((callee) =>
    row(
      callee,
      (draw) => ({ inputs: [draw.image()], args: [sides(draw, 0)] }),
      callee === "nn.CircularPad2d" ? { callee: "CircularPad2d" } : {},
    ),
  ),
];

function self(callee: string): readonly Value[] {
  return callee.startsWith("F.") ? [x] : [];
}

function batched(draw: Draw): number[] {
  return [draw.whole(1, 2), draw.pick([1, 3, 8, 9]), draw.whole(1, 9), draw.whole(1, 9)];
}

function ofImage(callee: string, args: (draw: Draw) => readonly Value[]): Row {
  return row(callee, (draw) => ({ inputs: [draw.image()], args: [...self(callee), ...args(draw)] }));
}

type Options = Readonly<Record<string, () => Value>>;

function window(callee: string, options: (draw: Draw) => Options, least = 1): Row {
  return row(callee, (draw) => ({
    inputs: [draw.image()],
    args: [...self(callee), draw.pair(least, 4)],
    options: draw.some(options(draw)),
  }));
}

function convolution(draw: Draw): Drawn {
  const [groups, inChannels, outChannels] = grouped(draw);
  const options = draw.some({
    stride: () => draw.pair(1, 3),
    padding: () => draw.pair(0, 2),
    dilation: () => draw.pair(1, 2),
    bias: () => draw.chance(0.5),
  });
  if (draw.chance(0.15)) Object.assign(options, { padding: draw.pick(["same", "valid"]), stride: 1 });
  if (draw.chance(0.2)) options.paddingMode = draw.pick(["zeros", "reflect", "replicate", "circular"]);
  if (groups > 1) options.groups = groups;
  return { inputs: [draw.image(inChannels)], args: [inChannels, outChannels, draw.pair(1, 4)], options };
}

function columns(draw: Draw): Options {
  return { dilation: () => draw.pair(1, 2), padding: () => draw.pair(0, 2), stride: () => draw.pair(1, 3) };
}

/** As many columns as the window has places, each of as many numbers as lie under it. */
function folded(callee: string, draw: Draw): Drawn {
  const [height, width, kernel, stride, padding] = [
    draw.whole(3, 9),
    draw.whole(3, 9),
    draw.whole(1, 3),
    draw.whole(1, 3),
    draw.below(2),
  ];
  const places = [height, width].map((size) => Math.floor((size + 2 * padding - kernel) / stride) + 1);
  const columns = [draw.whole(1, 4) * kernel * kernel, (places[0] ?? 1) * (places[1] ?? 1)];
  return {
    inputs: [draw.chance(0.2) ? columns : [draw.whole(1, 2), ...columns]],
    args: [...self(callee), [height, width], kernel],
    options: { stride, padding },
  };
}

function resizing(draw: Draw, modes: readonly string[], more: Options): Record<string, Value> {
  const mode = draw.pick(modes);
  const smooth = mode === "bilinear" || mode === "bicubic";
  const bySize = draw.chance(0.5);
  const factor = (): Value => draw.pick<Value>([2, 3, 0.5, 1.5, 2.6, 0.4, [2, 0.7]]);
  return {
    ...(bySize ? { size: draw.pair(1, 14) } : { scaleFactor: factor() }),
    mode,
    ...(smooth ? draw.some({ alignCorners: () => draw.chance(0.5), ...more }) : {}),
    ...(bySize ? {} : draw.some({ recomputeScaleFactor: () => draw.chance(0.5) })),
  };
}

function padded(draw: Draw): Drawn {
  const side = (): number => (draw.chance(0.3) ? 0 : draw.whole(-1, 3));
  const mode = draw.pick(["constant", "reflect", "replicate", "circular"]);
  const shape = mode === "constant" ? draw.shape(1, 4) : draw.image();
  const axes = mode === "constant" ? draw.whole(1, shape.length) : 2;
  const padding = Array.from({ length: 2 * axes }, side);
  return {
    inputs: [shape],
    args: [x, padding],
    options:
      mode === "constant" ? draw.some({ value: () => draw.pick([1.5, Number.NEGATIVE_INFINITY]) }) : { mode },
  };
}

function sides(draw: Draw, least: number): Value {
  return draw.chance(0.4) ? draw.whole(0, 2) : Array.from({ length: 4 }, () => draw.whole(least, 3));
}
