import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { it } from "mocha";
import { analyze, type Model } from "../../src/analyzer/index.ts";
import type { CallGraph, Graph } from "../../src/ir/index.ts";
import { input, manualSeed, type nn } from "../../src/nn/index.ts";
import { collectModels, type ModelCall } from "../../src/nn/running/model-calls.ts";
import { recordModel } from "../../src/nn/running/trace.ts";
import { summarize } from "../../src/passes/index.ts";
import { authorHost } from "./author-host.ts";
import { type Figures, portFigures } from "./port-figures.ts";

/** Files that declare a model and leave its call to others, with the input that they state. */
const declared: Readonly<Record<string, { readonly name: string; readonly input: readonly number[] }>> = {
  "resnet18.ts": { name: "ResNet18", input: [1, 3, 224, 224] },
  "digits.ts": { name: "Digits", input: [1, 1, 28, 28] },
  "super-resolution.ts": { name: "SuperResolution", input: [1, 1, 224, 224] },
  "tiny-vgg.ts": { name: "TinyVgg", input: [1, 3, 64, 64] },
  "your-first-cnn.ts": { name: "YourFirstCnn", input: [1, 3, 32, 32] },
};

/** A test for each of a folder's files that are wanted: the analyzer builds the graph that executing the file builds. */
export function testExecution(folder: URL, isWanted: (name: string) => boolean = () => true): void {
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".ts") && isWanted(file)))
    it(name, async () => {
      await assertAsExecuted(folder, name);
    });
}

/** The file's models as the analyzer has them; throws where they are not what executing the file builds. */
export async function assertAsExecuted(folder: URL, name: string): Promise<readonly Model[]> {
  const file = new URL(name, folder);
  const calls = firstOfEach(await run(file, declared[name]));
  const { models: found, problems } = analyze(authorHost(), fileURLToPath(file));
  const models = found.filter(({ inputFrom }) => inputFrom === "call" || name in declared);
  // That a layer, or what it gives, is not used is no fault.
  assert.deepEqual(
    problems.filter(({ code }) => code !== "unused-layer" && code !== "dead-branch"),
    [],
  );
  assert.deepEqual(
    models.map((model) => model.className),
    calls.map((call) => call.root.constructor.name),
  );
  for (const [index, call] of calls.entries()) assertSame(models[index], recordModel(call));
  for (const figures of portFigures[name] ?? []) assertCounted(models, figures);
  return models;
}

/** A module that is called again is the same model. */
function firstOfEach(calls: readonly ModelCall[]): readonly ModelCall[] {
  return calls.filter(({ root }, index) => calls.findIndex((call) => call.root === root) === index);
}

/**
 * Random numbers are numbered from the first import on, as in a process of the file's own. The address is one of its
 * own, because a file that another test has imported would not run again.
 */
async function run(file: URL, model: (typeof declared)[string] | undefined): Promise<readonly ModelCall[]> {
  return collectModels(async () => {
    manualSeed(0);
    const exports = await import(`${file.href}?executed`);
    if (model !== undefined) (new exports[model.name]() as nn.Sequential)(input(...model.input));
  });
}

/** Node by node, so that a difference says where it begins. Only places in the source may differ. */
function assertSame(
  model: Model | undefined,
  { graph: expected, calls }: Pick<CallGraph<unknown>, "graph" | "calls">,
): void {
  assert(model !== undefined);
  const { graph } = model;
  for (const [id, node] of expected.nodes.entries()) {
    assert.deepEqual(withoutSource(graph.nodes[id]), withoutSource(node), `${model.id}, node ${id}`);
  }
  assert.equal(graph.nodes.length, expected.nodes.length);
  assert.deepEqual(model.calls, calls);
  assert.deepEqual(graph.modules.map(withoutSource), expected.modules.map(withoutSource));
  assert.deepEqual(
    [graph.name, graph.inputs, graph.outputs, withoutPlaces(graph.kept)],
    [expected.name, expected.inputs, expected.outputs, expected.kept],
  );
}

function assertCounted(models: readonly Model[], [parameters, macs]: Figures): void {
  const counted = models.map(({ graph }) => summarize(graph).total);
  const isFound = counted.some(
    (one) => one.parameters === parameters && (one.macs === macs || macs === undefined),
  );
  const list = counted.map((one) => `${one.parameters} with ${one.macs} MACs`);
  assert.ok(isFound, `${parameters} with ${macs} MACs is not among ${list}`);
}

/** Why a start is not known, without the line where that began. */
function withoutPlaces(kept: Graph["kept"]): unknown {
  return kept && JSON.parse(JSON.stringify(kept, (key, value) => (key === "because" ? undefined : value)));
}

function withoutSource(part: object | undefined): object {
  return { ...part, source: null };
}
