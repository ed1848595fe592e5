import { createAnalyzer } from "../../src/analyzer/index.ts";
import { authorHost } from "../analyzer/author-host.ts";
import { table } from "./report.ts";

/* `npm run bench -- --analysis`: does the work of an analysis grow as files and models grow, and no faster? */

const header = 'import { F, nn, randn, type Tensor } from "cnn-blocks";\n';

interface Growing {
  readonly name: string;
  readonly sizes: readonly number[];
  write(size: number): string;
}

const growing: readonly Growing[] = [
  {
    name: "layers of a loop",
    sizes: [100, 1_000, 10_000],
    write: (size) => `class Net extends nn.Module {
  layers = new nn.ModuleList();
  constructor() {
    super();
    for (let i = 0; i < ${size}; i++) this.layers.append(new nn.Conv2d(8, 8, 3, { padding: 1 }));
  }
  forward(x: Tensor): Tensor {
    for (const layer of this.layers) x = layer(x);
    return x;
  }
}
const y = new Net()(randn(1, 8, 16, 16));`,
  },
  {
    name: "lines of one class",
    sizes: [500, 5_000, 10_000],
    write: (size) => `class Net extends nn.Module {
${lines(size / 2, (i) => `  conv${i} = new nn.Conv2d(8, 8, 3, { padding: 1 });`)}
  forward(x: Tensor): Tensor {
${lines(size / 2, (i) => `    x = this.conv${i}(x);`)}
    return x;
  }
}
const y = new Net()(randn(1, 8, 16, 16));`,
  },
  {
    name: "models of a file",
    sizes: [10, 100],
    write: (size) =>
      lines(size, (i) => `const y${i} = new nn.ResidualBlock(64, 128, 2)(randn(1, 64, 32, 32));`),
  },
];

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join("\n");
}

const times = 5;

/** A table of steps, which are the same on every machine, and of milliseconds; each also for one more of what grows. */
export function analysisGrowthText(): string {
  const head = ["what grows", "how many", "steps", "steps each", "ms", "µs each"];
  const rows = growing.flatMap(({ name, sizes, write }) =>
    sizes.map((size) => {
      const { steps, milliseconds } = measured(header + write(size));
      const each = [
        (steps / size).toFixed(0),
        milliseconds.toFixed(1),
        ((1000 * milliseconds) / size).toFixed(0),
      ];
      return [size === sizes[0] ? name : "", String(size), String(steps), ...each];
    }),
  );
  return `### The analysis: the fastest of ${times}, each with a text that is new\n\n${table(head, rows)}`;
}

function measured(text: string): { readonly steps: number; readonly milliseconds: number } {
  let current = "";
  const analyzer = createAnalyzer({ ...authorHost(), read: () => current });
  let [steps, milliseconds] = [0, Number.POSITIVE_INFINITY];
  for (let time = 0; time < times; time++) {
    current = `${text}\n// ${time}\n`;
    const begun = performance.now();
    steps = analyzer.analyze("/model.ts").steps;
    milliseconds = Math.min(milliseconds, performance.now() - begun);
  }
  return { steps, milliseconds };
}
