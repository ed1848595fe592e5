import { flatten, tanh } from "../functional.ts";
import { AvgPool2d } from "../layers/avg-pool2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Linear } from "../layers/linear.ts";
import type { Layer } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

/** Fields that may be replaced by any layer. */
export interface LeNet5 {
  get fc3(): Linear;
  set fc3(layer: Layer);
}

/**
 * LeNet-5 (LeCun et al. 1998), which read handwritten digits: [N, 1, 32, 32] → [N, numClasses]. In the form
 * in which it is taught today: tanh, average pooling without weights, full connections from every map to
 * every map of the third layer, and a linear layer at the end; 61,706 parameters with 10 classes.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets these fields.
export class LeNet5 extends Module {
  static readonly exampleInput = [1, 1, 32, 32];

  conv1: Conv2d;
  pool: AvgPool2d;
  conv2: Conv2d;
  fc1: Linear;
  fc2: Linear;

  constructor(numClasses = 10) {
    super();
    this.conv1 = new Conv2d(1, 6, 5);
    this.pool = new AvgPool2d(2);
    this.conv2 = new Conv2d(6, 16, 5);
    this.fc1 = new Linear(16 * 5 * 5, 120);
    this.fc2 = new Linear(120, 84);
    this.fc3 = new Linear(84, numClasses);
  }

  forward(x: Tensor): Tensor {
    let out = this.pool(tanh(this.conv1(x)));
    out = this.pool(tanh(this.conv2(out)));
    out = tanh(this.fc1(flatten(out, 1)));
    out = tanh(this.fc2(out));
    return this.fc3(out);
  }
}
