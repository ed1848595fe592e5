import { cat, F, nn, type Tensor } from "../../../src/library/index.ts";
import type { Example } from "./documents.ts";

class Block extends nn.Module {
  readonly conv1: nn.Conv2d;
  readonly bn1: nn.BatchNorm2d;
  readonly conv2: nn.Conv2d;
  readonly bn2: nn.BatchNorm2d;

  constructor(input: number, output: number) {
    super();
    this.conv1 = new nn.Conv2d(input, output, 3, { padding: 1 });
    this.bn1 = new nn.BatchNorm2d(output);
    this.conv2 = new nn.Conv2d(output, output, 3, { padding: 1 });
    this.bn2 = new nn.BatchNorm2d(output);
  }

  forward(x: Tensor): Tensor {
    return F.relu(this.bn2(this.conv2(F.relu(this.bn1(this.conv1(x))))));
  }
}

const widths = [8, 16, 24, 32] as const;

/** UNet++ (Zhou et al. 2018): every node joins all of its resolution before it with what lies one resolution lower. */
class NestedUNet extends nn.Module {
  readonly pool = new nn.MaxPool2d(2);
  readonly up = new nn.Upsample({ scaleFactor: 2 });
  /** By resolution, then by how often it was enlarged. */
  readonly blocks: readonly (readonly Block[])[] = widths.map((width, row) =>
    widths.slice(row).map((_, column) => {
      const below = widths[row + 1] ?? 0;
      return new Block(column === 0 ? (widths[row - 1] ?? 3) : column * width + below, width);
    }),
  );
  readonly final = new nn.Conv2d(widths[0], 2, 1);

  forward(x: Tensor): Tensor {
    const nodes: Tensor[][] = widths.map(() => []);
    for (const depth of widths.keys()) {
      for (let row = depth; row >= 0; row--) {
        const [own, below] = [nodes[row] ?? [], nodes[row + 1]?.at(-1)];
        const above = nodes[row - 1]?.[0];
        const input = below ? cat([...own, this.up(below)], 1) : above ? this.pool(above) : x;
        own.push(this.blocks[row]?.[own.length]?.(input) ?? input);
      }
    }
    return this.final(nodes[0]?.at(-1) ?? x);
  }
}

export const nestedUnet: Example = {
  name: "UNet++",
  build: () => new NestedUNet(),
  input: [1, 3, 64, 64],
};
