import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/root.ts";
import { createAnalyzer } from "../../src/analyzer/index.ts";
import { authorHost } from "../analyzer/author-host.ts";
import { timeOf } from "./thread-time.ts";

/* What the analysis after a keystroke costs: in real nets, and as a file or a net grows. */

/** Processor time for one text, in milliseconds: as usual, and without recipes. */
export interface KeystrokeTimes {
  readonly name: string;
  readonly steps: number;
  readonly usual: Spread;
  readonly everythingRuns: Spread;
}

export interface Spread {
  readonly median: number;
  readonly most: number;
}

/** Measures both kinds of analysis in turns, so that a busy machine slows both. Each analysis gets a new text. */
export function measureKeystrokes(keystrokes: number, only = ""): readonly KeystrokeTimes[] {
  return textsTyped()
    .filter(({ name }) => name.includes(only))
    .map(({ name, text }) => measured(name, text, keystrokes));
}

/** The first analyses compile the library and write the recipes. */
const warmUp = 3;

function measured(name: string, text: string, keystrokes: number): KeystrokeTimes {
  let current = "";
  const analyzer = createAnalyzer({ ...authorHost(), read: () => current });
  const [usual, everythingRuns]: [number[], number[]] = [[], []];
  let steps = 0;
  for (let key = -warmUp; key < keystrokes; key++) {
    for (const [times, runsEverything] of [[usual, false] as const, [everythingRuns, true] as const]) {
      current = `// ${key} ${runsEverything}\n${text}`;
      const { cpu } = timeOf(() => {
        steps = analyzer.analyze("/model.ts", { runsEverything }).steps;
      });
      if (key >= 0) times.push(cpu);
    }
  }
  return { name, steps, usual: spreadOf(usual), everythingRuns: spreadOf(everythingRuns) };
}

function spreadOf(times: readonly number[]): Spread {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return { median: at(0.5), most: at(0.95) };
}

interface Typed {
  readonly name: string;
  readonly text: string;
}

const header = 'import { F, models, nn, randn, type Tensor } from "cnn-blocks";\n';

function textsTyped(): readonly Typed[] {
  return [
    { name: "ResNet-18, written out", text: readFileSync(join(root, "media/examples/resnet18.ts"), "utf8") },
    { name: "ResNet-18, of the zoo", text: ofZoo("resnet18") },
    { name: "ResNet-152, written out", text: header + writtenOut },
    { name: "ResNet-152, of the zoo", text: ofZoo("resnet152") },
    ...[500, 5_000].map((count) => ({ name: `a class of ${count} lines`, text: header + longClass(count) })),
    ...[100, 1_000, 10_000].map((count) => ({
      name: `${count} layers of a loop`,
      text: header + loop(count),
    })),
  ];
}

function ofZoo(name: string): string {
  return `${header}const net = models.resnet("${name}");\nconst y = net(randn(1, 3, 224, 224));`;
}

const writtenOut = `class Bottleneck extends nn.Module {
  conv1: nn.Conv2d; bn1: nn.BatchNorm2d; conv2: nn.Conv2d; bn2: nn.BatchNorm2d; conv3: nn.Conv2d; bn3: nn.BatchNorm2d;
  downsample: nn.Sequential | null = null;
  constructor(inChannels: number, channels: number, stride = 1) {
    super();
    this.conv1 = new nn.Conv2d(inChannels, channels, 1, { bias: false });
    this.bn1 = new nn.BatchNorm2d(channels);
    this.conv2 = new nn.Conv2d(channels, channels, 3, { stride, padding: 1, bias: false });
    this.bn2 = new nn.BatchNorm2d(channels);
    this.conv3 = new nn.Conv2d(channels, channels * 4, 1, { bias: false });
    this.bn3 = new nn.BatchNorm2d(channels * 4);
    if (stride !== 1 || inChannels !== channels * 4)
      this.downsample = new nn.Sequential(
        new nn.Conv2d(inChannels, channels * 4, 1, { stride, bias: false }),
        new nn.BatchNorm2d(channels * 4),
      );
  }
  forward(x: Tensor): Tensor {
    const shortcut = this.downsample === null ? x : this.downsample(x);
    let out = F.relu(this.bn1(this.conv1(x)));
    out = F.relu(this.bn2(this.conv2(out)));
    return F.relu(this.bn3(this.conv3(out)).add(shortcut));
  }
}
function stage(inChannels: number, channels: number, depth: number, stride: number): nn.Sequential {
  const blocks = [new Bottleneck(inChannels, channels, stride)];
  while (blocks.length < depth) blocks.push(new Bottleneck(channels * 4, channels));
  return new nn.Sequential(...blocks);
}
class ResNet152 extends nn.Module {
  conv1 = new nn.Conv2d(3, 64, 7, { stride: 2, padding: 3, bias: false });
  bn1 = new nn.BatchNorm2d(64);
  pool = new nn.MaxPool2d(3, { stride: 2, padding: 1 });
  layer1 = stage(64, 64, 3, 1);
  layer2 = stage(256, 128, 8, 2);
  layer3 = stage(512, 256, 36, 2);
  layer4 = stage(1024, 512, 3, 2);
  fc = new nn.Linear(2048, 1000);
  forward(x: Tensor): Tensor {
    x = this.pool(F.relu(this.bn1(this.conv1(x))));
    x = this.layer4(this.layer3(this.layer2(this.layer1(x))));
    return this.fc(F.flatten(F.adaptiveAvgPool2d(x, 1), 1));
  }
}
const y = new ResNet152()(randn(1, 3, 224, 224));
`;

function longClass(lines: number): string {
  const each = (line: (index: number) => string) =>
    Array.from({ length: lines / 2 }, (_, index) => line(index)).join("\n");
  return `class Net extends nn.Module {
${each((index) => `  conv${index} = new nn.Conv2d(8, 8, 3, { padding: 1 });`)}
  forward(x: Tensor): Tensor {
${each((index) => `    x = this.conv${index}(x);`)}
    return x;
  }
}
const y = new Net()(randn(1, 8, 16, 16));`;
}

function loop(layers: number): string {
  return `class Net extends nn.Module {
  layers = new nn.ModuleList();
  constructor() {
    super();
    for (let i = 0; i < ${layers}; i++) this.layers.append(new nn.Conv2d(8, 8, 3, { padding: 1 }));
  }
  forward(x: Tensor): Tensor {
    for (const layer of this.layers) x = layer(x);
    return x;
  }
}
const y = new Net()(randn(1, 8, 16, 16));`;
}
