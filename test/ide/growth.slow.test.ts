import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type Analysis, analyze } from "../../src/analyzer/index.ts";
import {
  codeLenses,
  createView,
  documentSymbols,
  hoverAt,
  inlayHints,
  markedProblems,
  modelDocument,
  summaryText,
  type View,
} from "../../src/ide/index.ts";
import { defaultSettings } from "../../src/settings/index.ts";
import { hostOf } from "./view-of.ts";

/*
 * A file of twice the length, and a model of twice the layers, take twice the work: of the analysis, in steps; of what an editor shows, in looks at a fact or a node. Never in time.
 */

const header = 'import { F, nn, randn, type Tensor } from "cnn-blocks";\n';

const files: Readonly<Record<string, (size: number) => string>> = {
  "fields and calls of one class": (size) =>
    `class Net extends nn.Module {\n${lines(size, (i) => `  conv${i} = new nn.Conv2d(8, 8, 3, { padding: 1 });`)}
  forward(x: Tensor): Tensor {\n${lines(size, (i) => `    x = this.conv${i}(x);`)}\n    return x;\n  }\n}
const y = new Net()(randn(1, 8, 8, 8));`,
  "many classes": (size) =>
    lines(
      size / 5,
      (i) =>
        `class Block${i} extends nn.Module {\n  conv = new nn.Conv2d(4, 4, 3);\n  forward(x: Tensor): Tensor {\n    return F.relu(this.conv(x));\n  }\n}\nconst y${i} = new Block${i}()(randn(1, 4, 8, 8));`,
    ),
  "one sequence": (size) =>
    `const net = new nn.Sequential(\n${lines(size, () => "  new nn.Conv2d(8, 8, 3, { padding: 1 }),")}\n);\nconst y = net(randn(1, 8, 8, 8));`,
  "layers of a loop": (size) =>
    `const layers: nn.Layer[] = [];
for (let i = 0; i < ${2 * size}; i++) layers.push(new nn.Conv2d(8, 8, 3, { padding: 1 }), new nn.ReLU());
const net = new nn.Sequential(...layers);\nconst y = net(randn(1, 8, 8, 8));
const count = net.parameters().length + net.modules().length;`,
  "one name again and again": (size) =>
    `let x = randn(1, 8, 8, 8);\n${lines(size, (i) => (i % 2 ? "x = x.add(F.relu(x));" : `const t${i} = new nn.Conv2d(8, 8, 3)(x);`))}`,
  "a fault a line": (size) =>
    lines(size, (i) => `const t${i} = new nn.Conv2d(${i + 9}, 8, 3)(randn(1, 8, 8, 8));`),
};

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join("\n");
}

const features: Readonly<Record<string, (view: View) => unknown>> = {
  hints: (view) => inlayHints(view),
  lenses: codeLenses,
  outline: documentSymbols,
  hover: (view) => hoverAt(view, view.text.lastIndexOf("net") + 1),
  problems: markedProblems,
  summary: (view) => summaryText(view),
  document: (view) => view.analysis.models.slice(0, 1).map((model) => modelDocument(view, model)),
};

describe("work grows as files and models grow", () => {
  for (const [name, write] of Object.entries(files)) {
    it(name, () => {
      const [small, large] = [workOf(header + write(150)), workOf(header + write(300))];
      for (const [what, count] of Object.entries(large)) {
        // What the header costs, and a sort's logarithm, are no growth to speak of.
        const most = 2.3 * (small[what] ?? 0) + 50;
        assert.ok(count <= most, `${what}: ${small[what]} at half the size, ${count} at the whole`);
      }
    });
  }
});

function workOf(text: string): Readonly<Record<string, number>> {
  const analysis = analyze(hostOf({ "/model.ts": text }), "/model.ts");
  const work: Record<string, number> = { analysis: analysis.steps };
  for (const [name, feature] of Object.entries(features)) {
    const { watched, looks } = watch(analysis);
    feature(createView(watched, text, defaultSettings));
    work[name] = looks();
  }
  return work;
}

/** The same analysis, which counts every look at a fact or at a node of a graph. */
function watch(analysis: Analysis): { readonly watched: Analysis; looks(): number } {
  let looks = 0;
  const watchOne = <T extends object>(one: T): T =>
    new Proxy(one, {
      get(target, key) {
        looks += 1;
        return Reflect.get(target, key);
      },
    });
  const models = analysis.models.map((model) => ({
    ...model,
    graph: { ...model.graph, nodes: model.graph.nodes.map(watchOne) },
  }));
  const watched = { ...analysis, models, facts: analysis.facts.map(watchOne) };
  return { watched, looks: () => looks };
}
