import { cat, F, nn, type Tensor } from "../../../src/library/index.ts";
import type { Example } from "./documents.ts";

/** Two convolutions, as most U-Nets have them at each resolution. */
class Double extends nn.Module {
  readonly first: nn.Conv2d;
  readonly second: nn.Conv2d;

  constructor(input: number, output: number) {
    super();
    this.first = new nn.Conv2d(input, output, 3, { padding: 1 });
    this.second = new nn.Conv2d(output, output, 3, { padding: 1 });
  }

  forward(x: Tensor): Tensor {
    return F.relu(this.second(F.relu(this.first(x))));
  }
}

/** Layers in lists, and skips on a stack. */
class WithLists extends nn.Module {
  readonly downs: readonly Double[];
  readonly pool = new nn.MaxPool2d(2);
  readonly middle: Double;
  readonly ups: readonly nn.ConvTranspose2d[];
  readonly joins: readonly Double[];
  readonly head = new nn.Conv2d(8, 2, 1);

  constructor(depth: number) {
    super();
    const widths = Array.from({ length: depth }, (_, level) => 8 * 2 ** level);
    this.downs = widths.map((width, level) => new Double(level === 0 ? 3 : width / 2, width));
    this.middle = new Double(widths.at(-1) ?? 8, 2 * (widths.at(-1) ?? 8));
    const upwards = [...widths].reverse();
    this.ups = upwards.map((width) => new nn.ConvTranspose2d(2 * width, width, 2, { stride: 2 }));
    this.joins = upwards.map((width) => new Double(2 * width, width));
  }

  forward(x: Tensor): Tensor {
    const skips: Tensor[] = [];
    let out = x;
    for (const down of this.downs) {
      out = down(out);
      skips.push(out);
      out = this.pool(out);
    }
    out = this.middle(out);
    for (const [index, up] of this.ups.entries()) {
      const skip = skips.pop() ?? out;
      out = this.joins[index]?.(cat([skip, up(out)], 1)) ?? out;
    }
    return this.head(out);
  }
}

class Down extends nn.Module {
  readonly pool = new nn.MaxPool2d(2);
  readonly conv: Double;

  constructor(input: number, output: number) {
    super();
    this.conv = new Double(input, output);
  }

  forward(x: Tensor): Tensor {
    return this.conv(this.pool(x));
  }
}

class Up extends nn.Module {
  readonly up = new nn.Upsample({ scaleFactor: 2 });
  readonly conv: Double;

  constructor(input: number, output: number) {
    super();
    this.conv = new Double(input, output);
  }

  forward(x: Tensor, skip: Tensor): Tensor {
    return this.conv(cat([skip, this.up(x)], 1));
  }
}

/** Blocks that enlarge and join, each a field. */
class WithBlocks extends nn.Module {
  readonly inc = new Double(3, 8);
  readonly down1 = new Down(8, 16);
  readonly down2 = new Down(16, 32);
  readonly up1 = new Up(48, 16);
  readonly up2 = new Up(24, 8);
  readonly out = new nn.Conv2d(8, 2, 1);

  forward(x: Tensor): Tensor {
    const x1 = this.inc(x);
    const x2 = this.down1(x1);
    const x3 = this.down2(x2);
    return this.out(this.up2(this.up1(x3, x2), x1));
  }
}

/** Blocks that enlarge and join, in a list that forward goes through. */
class WithBlocksInLists extends nn.Module {
  readonly downs = new nn.ModuleList([new Double(3, 8), new Double(8, 16), new Double(16, 32)]);
  readonly pool = new nn.MaxPool2d(2);
  readonly ups: readonly Up[] | nn.ModuleList<Up>;

  constructor(isPlain: boolean) {
    super();
    const ups = [new Up(48, 16), new Up(24, 8)];
    this.ups = isPlain ? ups : new nn.ModuleList(ups);
  }

  forward(x: Tensor): Tensor {
    const skips: Tensor[] = [];
    let out = x;
    for (const [index, down] of this.downs.entries()) {
      out = down(index === 0 ? out : this.pool(out)) as Tensor;
      skips.push(out);
    }
    skips.pop();
    for (const up of this.ups) out = up(out, skips.pop() ?? out);
    return out;
  }
}

/** Strided convolutions down, and sums instead of concatenations. */
class WithSums extends nn.Module {
  readonly stem = new nn.Conv2d(3, 16, 3, { padding: 1 });
  readonly down1 = new nn.Conv2d(16, 16, 3, { stride: 2, padding: 1 });
  readonly down2 = new nn.Conv2d(16, 16, 3, { stride: 2, padding: 1 });
  readonly middle = new nn.Conv2d(16, 16, 3, { padding: 1 });
  readonly up1 = new nn.ConvTranspose2d(16, 16, 2, { stride: 2 });
  readonly up2 = new nn.ConvTranspose2d(16, 16, 2, { stride: 2 });

  forward(x: Tensor): Tensor {
    const a = this.stem(x).relu();
    const b = this.down1(a).relu();
    const c = this.middle(this.down2(b)).relu();
    return this.up2(this.up1(c).add(b)).add(a);
  }
}

/** A U-Net within a block, as models have it that normalise first and end in a head. */
class Wrapped extends nn.Module {
  readonly normalise = new nn.BatchNorm2d(3);
  readonly net = new WithLists(2);
  readonly head = new nn.Conv2d(2, 2, 1);

  forward(x: Tensor): Tensor {
    return this.head(this.net(this.normalise(x)));
  }
}

/** Weighs what comes across by what comes from below: two lines lead across into it. */
class Gate extends nn.Module {
  readonly below: nn.Conv2d;
  readonly across: nn.Conv2d;
  readonly both = new nn.Conv2d(4, 1, 1);

  constructor(width: number) {
    super();
    this.below = new nn.Conv2d(width, 4, 1);
    this.across = new nn.Conv2d(width, 4, 1);
  }

  forward(below: Tensor, across: Tensor): Tensor {
    return across.mul(this.both(this.below(below).add(this.across(across)).relu()).sigmoid());
  }
}

class WithGates extends nn.Module {
  readonly inc = new Double(3, 8);
  readonly down1 = new Down(8, 16);
  readonly down2 = new Down(16, 32);
  readonly up1 = new nn.ConvTranspose2d(32, 16, 2, { stride: 2 });
  readonly gate1 = new Gate(16);
  readonly join1 = new Double(32, 16);
  readonly up2 = new nn.ConvTranspose2d(16, 8, 2, { stride: 2 });
  readonly gate2 = new Gate(8);
  readonly join2 = new Double(16, 8);

  forward(x: Tensor): Tensor {
    const x1 = this.inc(x);
    const x2 = this.down1(x1);
    const y1 = this.up1(this.down2(x2));
    const y2 = this.up2(this.join1(cat([this.gate1(y1, x2), y1], 1)));
    return this.join2(cat([this.gate2(y2, x1), y2], 1));
  }
}

const input = [1, 3, 64, 64];

export const unets: readonly Example[] = [
  ...[1, 2, 4].map((depth) => ({ name: `lists, ${depth} deep`, build: () => new WithLists(depth), input })),
  { name: "blocks", build: () => new WithBlocks(), input },
  { name: "blocks in a list", build: () => new WithBlocksInLists(false), input },
  { name: "blocks in an array", build: () => new WithBlocksInLists(true), input },
  { name: "sums", build: () => new WithSums(), input },
  { name: "within a block", build: () => new Wrapped(), input },
];

/** One that also skips from layer to layer on its way up. */
export const gatedUnet: Example = { name: "gates", build: () => new WithGates(), input };
