import { nn, randn } from "../../src/nn/index.ts";
import { trace } from "../../src/nn/running/trace.ts";
import { compilePlan } from "../../src/runtime/index.ts";
import type { GrowthCase, GrowthTime } from "./measure-growth.ts";
import { table } from "./report.ts";

/* `npm run bench -- --growth`: does time grow as work grows? Blocks at width × 1, 2, 4 and size × 1, 2. */

const widths = [1, 2, 4];
const sizes = [1, 2];

interface GrowingBlock {
  readonly name: string;
  readonly size: number;
  readonly channels: (width: number) => number;
  readonly make: (width: number) => Parameters<typeof trace>[0];
}

const blocks: readonly GrowingBlock[] = [
  {
    name: "PlainBlock(32·w, 32·w)",
    size: 28,
    channels: (w) => 32 * w,
    make: (w) => new nn.PlainBlock(32 * w, 32 * w),
  },
  {
    name: "ResidualBlock(32·w, 64·w, 2)",
    size: 28,
    channels: (w) => 32 * w,
    make: (w) => new nn.ResidualBlock(32 * w, 64 * w, 2),
  },
  {
    name: "Bottleneck(128·w, 32·w)",
    size: 14,
    channels: (w) => 128 * w,
    make: (w) => new nn.Bottleneck(128 * w, 32 * w),
  },
  {
    name: "DepthwiseSeparableConv(64·w, 64·w)",
    size: 28,
    channels: (w) => 64 * w,
    make: (w) => new nn.DepthwiseSeparableConv(64 * w, 64 * w),
  },
  {
    name: "InceptionModule(96·w, …)",
    size: 14,
    channels: (w) => 96 * w,
    make: (w) => new nn.InceptionModule(96 * w, 32 * w, 48 * w, 64 * w, 8 * w, 16 * w, 16 * w),
  },
  {
    name: "Conv2d(3, 16·w, 3, stride 2)",
    size: 112,
    channels: () => 3,
    make: (w) => new nn.Conv2d(3, 16 * w, 3, { stride: 2, padding: 1 }),
  },
];

export function growthCases(): readonly GrowthCase[] {
  return blocks.flatMap((block) =>
    sizes.flatMap((size) =>
      widths.map((width) => {
        const side = block.size * size;
        const inputShape = [1, block.channels(width), side, side];
        const graph = trace(block.make(width), randn(...inputShape));
        const { value: plan } = compilePlan(graph);
        if (plan === null) throw new Error("A block has a plan.");
        const macs = plan.steps.reduce((sum, step) => sum + step.macs, 0);
        return { block: block.name, side, width, inputShape, graph, macs };
      }),
    ),
  );
}

/** By how much time per MAC may differ before it counts as a rise: clocks differ by some percent. */
const tolerated = 1.1;

/** A table of nanoseconds for a thousand MACs, and where they rise from one width or size to the next. */
export function growthText(host: string, times: readonly GrowthTime[]): string {
  const head = ["block", "image", ...widths.map((width) => `w = ${width}`)];
  const names = [...new Set(times.map(({ block }) => block))];
  const rows = names.flatMap((block) => {
    const sides = [...new Set(times.filter((one) => one.block === block).map(({ side }) => side))];
    return sides.map((side) => {
      const cells = times.filter((one) => one.block === block && one.side === side);
      return [
        side === sides[0] ? `\`${block}\`` : "",
        `${side}×${side}`,
        ...cells.map((one) => perThousand(one).toFixed(1)),
      ];
    });
  });
  const found = times.flatMap((one) => rise(one, times));
  const verdict =
    found.length === 0
      ? "No step to twice the width or size costs more for a MAC."
      : `More for a MAC than at half the width or size: ${found.join("; ")}.`;
  const title = `### ${host}: nanoseconds for a thousand MACs of a block's steps, one thread`;
  return [title, table(head, rows), verdict].join("\n\n");
}

function perThousand({ milliseconds, macs }: GrowthTime): number {
  return (milliseconds * 1e9) / macs;
}

function rise(one: GrowthTime, times: readonly GrowthTime[]): readonly string[] {
  const halves = times.filter(
    ({ block, side, width }) =>
      block === one.block &&
      ((side === one.side && 2 * width === one.width) || (2 * side === one.side && width === one.width)),
  );
  return halves
    .filter((half) => perThousand(one) > tolerated * perThousand(half))
    .map((half) => {
      const more = Math.round(100 * (perThousand(one) / perThousand(half) - 1));
      return `${one.block} at w = ${one.width}, ${one.side}×${one.side}: ${more} % over w = ${half.width}, ${half.side}×${half.side}`;
    });
}
