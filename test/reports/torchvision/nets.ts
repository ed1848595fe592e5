import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Family, families } from "../../../scripts/generated/families.ts";
import {
  matchWeights,
  type NamedTensor,
  readSafetensors,
  writeSafetensors,
} from "../../../src/interop/safetensors/index.ts";
import type { Graph } from "../../../src/ir/index.ts";
import { type nn, randn } from "../../../src/nn/index.ts";
import { trace } from "../../../src/nn/running/trace.ts";
import { parametersIn, summarize } from "../../../src/passes/index.ts";
import { openSession, requirePlan } from "../../../src/runtime/index.ts";
import { backends } from "../../support/kernels.ts";
import { madeImage, madeWeight } from "../../support/made-weights.ts";

/** What `record.py` recorded of torchvision itself. */
export interface Recorded {
  readonly model: string;
  readonly input: readonly number[];
  readonly parameters: number;
  readonly macs: number;
  /** A digest of the names and shapes of the `state_dict`. */
  readonly state: string;
  /** A digest of the paths of its modules in order, without those of stochastic depth; in detection of its backbone's. */
  readonly modules: string;
  /** Of a run with ten classes; null where weights are too many, or single precision does not decide the scores. */
  readonly run: RecordedRun | null;
}

interface RecordedRun {
  /** The image's shape. */
  readonly image: readonly number[];
  /** A digest of the shapes that come out of convolutions, linear layers and batch norms. */
  readonly shapes: string;
  /** For each batch norm, in the order of the names, the power of two that what it divides by is multiplied with. */
  readonly norms: readonly number[];
  /** With weights made after their names, at most thirty of all outputs' numbers, evenly spread. */
  readonly scores: readonly number[];
}

/** The zoo's families, and nets for segmentation with their second head. */
export const compared: readonly Family[] = [...families, ...families.filter(isSegmentation).map(withAux)];

function isSegmentation({ task }: Family): boolean {
  return task === "segmentation";
}

function withAux(family: Family): Family {
  const suffix = " with aux";
  return {
    ...family,
    names: family.names.filter((name) => !name.startsWith("lraspp")).map((name) => name + suffix),
    make: (name, options) => family.make(name.slice(0, -suffix.length), { ...options, ...{ auxLoss: true } }),
  };
}

export const recorded: readonly Recorded[] = JSON.parse(
  readFileSync(new URL("nets.json", import.meta.url), "utf8"),
).models;

export function recordOf(name: string): Recorded {
  return recorded.find(({ model }) => model === name) ?? assert.fail(`nothing is recorded of ${name}`);
}

export type Figures = Omit<Recorded, "run"> & { readonly shapes: string | null };

/** What is recorded of a net and needs no run, … */
export function recordedFigures(name: string): Figures {
  const { run, ...figures } = recordOf(name);
  return { ...figures, shapes: run?.shapes ?? null };
}

/** … and what is the case here. */
export function figuresOf({ make }: Family, name: string): Figures {
  const { input, run } = recordOf(name);
  const net = make(name);
  const graph = trace(net, randn(input));
  const { parameters, macs } = summarize(graph).total;
  return {
    model: name,
    input,
    parameters: Number(parameters),
    macs: Number(macs),
    state: digest(parametersIn(graph).map((one) => `${one.name} ${one.shape.join("x")}`)),
    modules: digest(modulesOf(net).map((path, index) => `${index} ${path}`)),
    shapes: run && digest(shapesOf(trace(make(name, { numClasses: 10 }), randn(run.image)))),
  };
}

/**
 * How far a net's scores are from torchvision's, over the largest one's magnitude; null where none are recorded. Weights travel
 * as a .safetensors file.
 */
export async function differenceOf(name: string): Promise<number | null> {
  const { run } = recordOf(name);
  if (run === null) return null;
  const { image, norms, scores } = run;
  const family = compared.find(({ names }) => names.includes(name)) ?? assert.fail(name);
  const graph = trace(family.make(name, { numClasses: 10 }), randn(image));
  const { weights, report } = matchWeights(graph, fileOf(graph, norms));
  assert.deepEqual([report.missing, report.surplus, report.misshapen], [[], [], []]);
  const kernel = backends.at(-1) ?? assert.fail("no kernel");
  const session = openSession(requirePlan(graph), { kernel, weights });
  const { outputs } = await session.run([madeImage(image.reduce((a, b) => a * b, 1))]);
  session.dispose();
  const ours = picked(outputs.flatMap(({ data }) => [...data]));
  assert.equal(ours.length, scores.length);
  const largest = Math.max(...scores.map(Math.abs));
  return Math.max(...scores.map((score, index) => Math.abs(score - (ours[index] ?? Number.NaN)))) / largest;
}

/** At most thirty of all numbers, evenly spread, as `record.py` picks them. */
function picked(numbers: readonly number[]): readonly number[] {
  const count = Math.min(numbers.length, 30);
  return Array.from({ length: count }, (_, i) => numbers[Math.floor((i * numbers.length) / count)] ?? 0);
}

function fileOf(graph: Graph, norms: readonly number[]): Parameters<typeof matchWeights>[1] {
  const variances = parametersIn(graph)
    .map(({ name }) => name)
    .filter((name) => name.endsWith("running_var"))
    .sort();
  const exponents = new Map(variances.map((name, index) => [name, norms[index] ?? assert.fail(name)]));
  const tensors = parametersIn(graph).map(({ name, shape }): NamedTensor => {
    const data = madeWeight(name, shape);
    const exponent = exponents.get(name) ?? 0;
    return { name, shape, data: exponent === 0 ? data : data.map((number) => number * 2 ** exponent) };
  });
  const { value, problems } = readSafetensors(writeSafetensors(tensors));
  return value ?? assert.fail(problems[0]?.message);
}

function modulesOf(net: nn.Module): readonly string[] {
  const paths = net.namedModules().map(([path]) => path);
  const isDetection = "backbone" in net && !("classifier" in net);
  return paths.filter(
    (path) => !path.endsWith("stochastic_depth") && (!isDetection || path.startsWith("backbone.")),
  );
}

const withWeights = new Set(["conv2d", "linear", "batch-norm2d", "conv3d", "batch-norm3d"]);

function shapesOf(graph: Graph): readonly string[] {
  return graph.nodes
    .filter(({ op }) => withWeights.has(op))
    .map(({ owner, shape }) => `${owner} ${shape.join("x")}`);
}

function digest(lines: readonly string[]): string {
  const text = [...lines]
    .sort()
    .map((line) => `${line}\n`)
    .join("");
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
