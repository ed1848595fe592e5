import { C3 } from "../blocks/c3.ts";
import { ConvUnit } from "../blocks/conv-unit.ts";
import { SPPF } from "../blocks/sppf.ts";
import { cat } from "../combine.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { ModuleList } from "../layers/module-list.ts";
import type { Layer } from "../layers/sequential.ts";
import { Upsample } from "../layers/upsample.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

/** What the net says of an image: a map for each size of object. */
type DetectedMaps = readonly Tensor[];

/** Boxes of three shapes are looked for around each pixel, … */
const shapesPerPixel = 3;

/** … and each has four coordinates and says whether there is an object. */
const boxNumbers = 5;

/** Three maps, each of 255 numbers a pixel with 80 classes, brought to [N, 3, H, W, 85]. */
class YOLODetect extends Module {
  m: ModuleList<Conv2d>;
  readonly numbers: number;

  constructor(numClasses: number, channels: readonly number[]) {
    super();
    this.numbers = numClasses + boxNumbers;
    this.m = new ModuleList(channels.map((count) => new Conv2d(count, shapesPerPixel * this.numbers, 1)));
  }

  forward(levels: readonly Tensor[]): DetectedMaps {
    return levels.map((level, index) =>
      this.m.get(index)(level).unflatten(1, [shapesPerPixel, this.numbers]).permute(0, 1, 3, 4, 2),
    );
  }
}

/** Maps side by side. It has a number of its own in the net's table. */
class Concat extends Module {
  forward(...maps: Tensor[]): Tensor {
    return cat(maps, 1);
  }
}

function halving(inChannels: number, outChannels: number): ConvUnit {
  return new ConvUnit(inChannels, outChannels, 3, { stride: 2 });
}

function doubling(): Upsample {
  return new Upsample({ scaleFactor: 2, mode: "nearest" });
}

/** A cross-stage block of the head, whose pairs have no shortcut. */
function joining(inChannels: number, outChannels: number): C3 {
  return new C3(inChannels, outChannels, { shortcut: false });
}

/**
 * YOLOv5s (Jocher 2020, version 6.0) to Ultralytics' names: a backbone of cross-stage blocks, a pyramid that goes up and down again,
 * and a map of boxes for small, medium and large objects each. To decode and choose boxes is left to you.
 *
 * [N, 3, H, W], both multiples of 32 → [N, 3, H/8, W/8, numClasses + 5], and of H/16 and H/32; with 80 classes 7,235,389
 * parameters, 7,225,885 once batch norms are folded into the convolutions.
 */
export class YOLOv5s extends Module {
  static readonly exampleInput = [1, 3, 640, 640];

  model: ModuleList;

  constructor(numClasses = 80) {
    super();
    this.model = new ModuleList<Module>([
      ...[new ConvUnit(3, 32, 6, { stride: 2, padding: 2 }), halving(32, 64), new C3(64, 64)],
      ...[halving(64, 128), new C3(128, 128, { depth: 2 })],
      ...[halving(128, 256), new C3(256, 256, { depth: 3 })],
      ...[halving(256, 512), new C3(512, 512), new SPPF(512, 512)],
      ...[new ConvUnit(512, 256), doubling(), new Concat(), joining(512, 256)],
      ...[new ConvUnit(256, 128), doubling(), new Concat(), joining(256, 128)],
      ...[halving(128, 128), new Concat(), joining(256, 256)],
      ...[halving(256, 256), new Concat(), joining(512, 512)],
      new YOLODetect(numClasses, [128, 256, 512]),
    ]);
  }

  forward(x: Tensor): DetectedMaps {
    const medium = this.through(0, 4, x);
    const large = this.through(5, 6, medium);
    const top = this.through(7, 10, large);
    const middle = this.through(13, 14, this.joined(12, this.layer(11)(top), large));
    const small = this.layer(17)(this.joined(16, this.layer(15)(middle), medium));
    const next = this.layer(20)(this.joined(19, this.layer(18)(small), middle));
    const last = this.layer(23)(this.joined(22, this.layer(21)(next), top));
    return (this.model.get(24) as YOLODetect)([small, next, last]);
  }

  /** The layers from the first number to the last, one after the other. */
  private through(first: number, last: number, x: Tensor): Tensor {
    let out = x;
    for (let index = first; index <= last; index++) out = this.layer(index)(out);
    return out;
  }

  private joined(index: number, ...maps: Tensor[]): Tensor {
    return (this.model.get(index) as Concat)(...maps);
  }

  private layer(index: number): Layer {
    return this.model.get(index) as Layer;
  }
}
