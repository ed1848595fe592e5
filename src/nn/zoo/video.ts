import { optionsOf } from "../arguments.ts";
import { flatten } from "../functional.ts";
import { ReLU } from "../layers/activations.ts";
import { AdaptiveAvgPool3d } from "../layers/adaptive-pools.ts";
import { BatchNorm3d } from "../layers/batch-norm3d.ts";
import { Conv3d } from "../layers/conv3d.ts";
import { Linear } from "../layers/linear.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { memberOf, type NetOptions } from "./family.ts";

/** How a residual block of videos sees a neighbourhood: a cube, each frame by itself, or each frame and then each line of time. */
type BlockView = "cube" | "frame" | "frame, then time";

interface VideoVariant {
  readonly stem: "cube" | "frame, then time";
  /** Of each stage. */
  readonly views: readonly [BlockView, BlockView, BlockView, BlockView];
}

export const videoNets = {
  r3d_18: { stem: "cube", views: ["cube", "cube", "cube", "cube"] },
  mc3_18: { stem: "cube", views: ["cube", "frame", "frame", "frame"] },
  r2plus1d_18: {
    stem: "frame, then time",
    views: ["frame, then time", "frame, then time", "frame, then time", "frame, then time"],
  },
} as const satisfies Record<string, VideoVariant>;

export type VideoName = keyof typeof videoNets;

/**
 * The residual nets for videos of 18 layers (Tran et al. 2017), by torchvision's names: `models.video("r3d_18")` of
 * convolutions over time and space, `mc3_18` with these in the first stage alone, and `r2plus1d_18` with space and time one
 * after the other. [N, 3, frames, H, W] → [N, numClasses]; as published, 400 classes of Kinetics for 16 frames of 112 × 112.
 */
export function video(name: VideoName, options: NetOptions = {}): VideoResNet {
  const { numClasses = 400 } = optionsOf("video", options);
  const { stem, views }: VideoVariant = memberOf("video", videoNets, name);
  return new VideoResNet(stem, views, numClasses);
}

/** torchvision's frame of these nets, with its names. */
export class VideoResNet extends Module {
  static readonly exampleInput = [1, 3, 16, 112, 112];
  stem: Layer;
  layer1: Sequential;
  layer2: Sequential;
  layer3: Sequential;
  layer4: Sequential;
  avgpool = new AdaptiveAvgPool3d(1);
  fc: Linear;

  constructor(
    stem: VideoVariant["stem"],
    [first, second, third, fourth]: VideoVariant["views"],
    numClasses: number,
  ) {
    super();
    this.stem = stem === "cube" ? cubeStem() : splitStem();
    this.layer1 = stage(first, 64, 64, 1);
    this.layer2 = stage(second, 64, 128, 2);
    this.layer3 = stage(third, 128, 256, 2);
    this.layer4 = stage(fourth, 256, 512, 2);
    this.fc = new Linear(512, numClasses);
  }

  forward(x: Tensor): Tensor {
    const features = this.layer4(this.layer3(this.layer2(this.layer1(this.stem(x)))));
    return this.fc(flatten(this.avgpool(features), 1));
  }
}

function cubeStem(): Layer {
  const conv = new Conv3d(3, 64, [3, 7, 7], { stride: [1, 2, 2], padding: [1, 3, 3], bias: false });
  return new Sequential(conv, new BatchNorm3d(64), new ReLU());
}

function splitStem(): Layer {
  return new Sequential(
    new Conv3d(3, 45, [1, 7, 7], { stride: [1, 2, 2], padding: [0, 3, 3], bias: false }),
    new BatchNorm3d(45),
    new ReLU(),
    new Conv3d(45, 64, [3, 1, 1], { padding: [1, 0, 0], bias: false }),
    new BatchNorm3d(64),
    new ReLU(),
  );
}

function stage(view: BlockView, inChannels: number, channels: number, stride: number): Sequential {
  return new Sequential(
    new VideoBlock(view, inChannels, channels, stride),
    new VideoBlock(view, channels, channels, 1),
  );
}

/** Two convolutions, and the input added to what comes of them. */
export class VideoBlock extends Module {
  conv1: Layer;
  conv2: Layer;
  relu = new ReLU({ inplace: true });
  downsample: Layer | null = null;

  constructor(view: BlockView, inChannels: number, channels: number, stride: number) {
    super();
    // As many as give the two halves of a split convolution the weights of a whole one.
    const between = Math.floor((inChannels * channels * 27) / (inChannels * 9 + 3 * channels));
    this.conv1 = new Sequential(
      convolution(view, inChannels, channels, between, stride),
      new BatchNorm3d(channels),
      new ReLU(),
    );
    this.conv2 = new Sequential(convolution(view, channels, channels, between, 1), new BatchNorm3d(channels));
    if (stride !== 1 || inChannels !== channels) {
      const step = view === "frame" ? ([1, stride, stride] as const) : stride;
      const conv = new Conv3d(inChannels, channels, 1, { stride: step, bias: false });
      this.downsample = new Sequential(conv, new BatchNorm3d(channels));
    }
  }

  forward(x: Tensor): Tensor {
    const shortcut = this.downsample === null ? x : this.downsample(x);
    return this.relu(this.conv2(this.conv1(x)).add(shortcut));
  }
}

function convolution(
  view: BlockView,
  inChannels: number,
  channels: number,
  between: number,
  stride: number,
): Layer {
  if (view === "cube") return new Conv3d(inChannels, channels, 3, { stride, padding: 1, bias: false });
  const plane = { stride: [1, stride, stride], padding: [0, 1, 1], bias: false } as const;
  if (view === "frame") return new Conv3d(inChannels, channels, [1, 3, 3], plane);
  return new Sequential(
    new Conv3d(inChannels, between, [1, 3, 3], plane),
    new BatchNorm3d(between),
    new ReLU(),
    new Conv3d(between, channels, [3, 1, 1], { stride: [stride, 1, 1], padding: [1, 0, 0], bias: false }),
  );
}
