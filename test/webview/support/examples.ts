import { models, nn, type Tensor } from "../../../src/library/index.ts";
import type { Example } from "./documents.ts";

export const residual: Example = {
  name: "ResidualBlock",
  build: () => new nn.ResidualBlock(64, 64),
  input: [2, 64, 16, 16],
};

export const projected: Example = {
  name: "ResidualBlock projected",
  build: () => new nn.ResidualBlock(64, 128, 2),
  input: [2, 64, 16, 16],
};

export const separable: Example = {
  name: "DepthwiseSeparableConv",
  build: () => new nn.DepthwiseSeparableConv(16, 32),
  input: [1, 16, 14, 14],
};

export const inception: Example = {
  name: "InceptionModule",
  build: () => new nn.InceptionModule(192, 64, 96, 128, 16, 32, 32),
  input: [1, 192, 28, 28],
};

export const resnet18: Example = {
  name: "ResNet18",
  build: () => new models.ResNet18(),
  input: [1, 3, 64, 64],
};

/** As many equal 1×1 convolutions in a row. */
export function convolutions(count: number): Example {
  const layers = () => Array.from({ length: count }, () => new nn.Conv2d(4, 4, 1));
  return { name: `${count} convolutions`, build: () => new nn.Sequential(...layers()), input: [1, 4, 8, 8] };
}

class Wide extends nn.Module {
  readonly conv = new nn.Conv2d(64, 64, 3, { padding: 1 });

  forward(x: Tensor): Tensor {
    return this.conv(x);
  }
}

/** Needs more memory than WebAssembly can address. */
export const tooLarge: Example = { name: "Wide", build: () => new Wide(), input: [64, 64, 1024, 1024] };

/** Its layer gives nothing above zero, and its root no number. */
class Dark extends nn.Module {
  readonly conv = new nn.Conv2d(3, 8, 3);

  forward(x: Tensor): Tensor {
    return this.conv(x).sub(100).relu().sub(1).sqrt();
  }
}
export const dark: Example = { name: "Dark", build: () => new Dark(), input: [1, 3, 12, 12] };

class Double extends nn.Module {
  readonly body = new nn.Sequential(new nn.Conv2d(3, 8, 3), new nn.ReLU(), new nn.Conv2d(8, 8, 3));

  forward(x: Tensor): Tensor {
    return this.body(x);
  }
}

class Wrapped extends nn.Module {
  readonly double = new Double();
  readonly head = new nn.Conv2d(8, 2, 1);

  forward(x: Tensor): Tensor {
    return this.head(this.double(x));
  }
}

/** A block that is nothing but one Sequential, beside another layer. */
export const wrapped: Example = { name: "Wrapped", build: () => new Wrapped(), input: [1, 3, 16, 16] };
