import type { Model, ModuleFact } from "../../analyzer/index.ts";
import {
  type Counts,
  type Dim,
  isWithin,
  known,
  printDim,
  printShapeShort,
  type Shape,
} from "../../ir/index.ts";
import { findOp } from "../../ops/index.ts";
import { countCertain } from "../../passes/parameters.ts";
import {
  byteSize,
  exactCost,
  exactCount,
  gapsIn,
  partWords,
  percent,
  totalWords,
  trainableWords,
  unusedWords,
} from "../../words/index.ts";
import { countLayer, type LayerCount } from "../view/layer-counts.ts";
import type { View } from "../view/view.ts";
import { costFormula } from "./cost-formula.ts";
import { openSizesOfModule } from "./describe-open-sizes.ts";
import { fieldWords } from "./describe-tensor.ts";
import { code, limited, lines } from "./markdown.ts";
import { sizeFormula } from "./size-formula.ts";

const shownLayers = 6;
const shownPlaces = 4;

/** A layer's or block's parameters with their formula, shapes in and out, cost, and its path in each model. */
export function describeModule(view: View, facts: readonly ModuleFact[]): string | null {
  const texts = facts.map((fact) => describeOne(view, fact));
  const distinct = [...new Set(texts)];
  if (distinct.length === 0) return null;
  const shown = distinct.slice(0, shownPlaces);
  const more = distinct.length - shown.length;
  return [...shown, ...(more > 0 ? [`… ${more} more`] : [])].join("\n\n");
}

function describeOne(view: View, fact: ModuleFact): string {
  const layers = fact.layers.map(countLayer);
  const [own] = layers;
  const isLayer = layers.length === 1 && own?.path === "";
  const title = isLayer && own !== undefined ? own.title : fact.className;
  return lines(
    `**${title}**${isLayer || layers.length === 0 ? "" : ` ${layers.length} layers`}`,
    ...callLines(fact),
    isLayer && own !== undefined ? sizeWords(fact) : null,
    isLayer && own !== undefined ? formula(own) : total(view, fact),
    openSizesOfModule(view, fact),
    isLayer ? workWords(view, fact) : null,
    ...costLines(view, fact),
    ...(isLayer ? [] : layerLines(layers)),
    isLayer ? documentationLink(fact) : null,
  );
}

/** How the size of the first call's output comes about. */
function sizeWords({ calls: [call], layers: [layer] }: ModuleFact): string | null {
  const [input, output] = [call?.inputs[0], call?.outputs[0]];
  return layer === undefined || input === undefined || output === undefined
    ? null
    : sizeFormula(layer, input, output);
}

/** How the cost of the first call comes about: `MACs = outputs 144 × channels read 4 × taps 9`. What is below counts all calls. */
function workWords({ settings: { units } }: View, { calls, layers: [layer] }: ModuleFact): string | null {
  const [call] = calls;
  const output = call?.outputs[0];
  if (layer === undefined || call === undefined || output === undefined) return null;
  const formula = costFormula(layer, call.inputs, output, units);
  return formula && `${units}${calls.length > 1 ? " of the first call" : ""} = ${formula}`;
}

/** `weight 64×3×7×7 = 9,408 · bias 64 → 9,472 parameters`; buffers are listed separately. */
function formula({ tensors, parameters, fixedParameters }: LayerCount): string {
  if (tensors.length === 0) return "no parameters";
  const learned = tensors.filter((tensor) => tensor.learned).map(tensorWords);
  const buffers = tensors.filter((tensor) => !tensor.learned).map(tensorWords);
  const sum = `${learned.join(" + ")}${learned.length > 0 ? " → " : ""}**${exactCount(parameters)} parameters**${fixedApart(fixedParameters)}`;
  return lines(sum, buffers.length === 0 ? null : `buffers: ${buffers.join(", ")}`);
}

/** How many of the parameters are fixed, as a suffix. */
function fixedApart(fixed: Dim): string {
  return fixed === 0 ? "" : ` · ${exactCount(fixed)} fixed`;
}

function tensorWords({ name, shape, count }: LayerCount["tensors"][number]): string {
  const sizes = printShapeShort(shape);
  const size = shape.length < 2 ? sizes : `${sizes} = ${exactCount(count)}`;
  // A parameter that is held by itself has no name in its layer.
  return name === "" ? size : `${name} ${size}`;
}

function total(view: View, fact: ModuleFact): string {
  const counts = countCertain(fact);
  const hasBuffers = counts.total.buffers !== 0 || gapsIn(counts, "buffers").length > 0;
  const apart = hasBuffers ? ` · ${totalWords(counts, "buffers", exactCount)} buffers` : "";
  const { gaps } = counts;
  const split = trainableWords(counts);
  const fixed = split === null ? "" : `: ${split}`;
  return lines(
    `**${totalWords(counts, "parameters", exactCount)} parameters**${fixed}${apart}`,
    gaps.length === 0 ? null : partWords(gaps, view.lineOf),
    unreached(view, fact),
  );
}

/** Which layers a call of the model does not reach, where the module is a model as a whole. */
function unreached(view: View, { places }: ModuleFact): string | null {
  const root = places.find(({ path }) => path === "");
  const words = root === undefined ? null : unusedWords(view.report(view.model(root.model)));
  return words === null ? null : `of which ${words}`;
}

function callLines({ calls }: ModuleFact): readonly string[] {
  const texts = calls.flatMap(({ inputs, outputs }) => flowLine(inputs, outputs) ?? []);
  return limited([...new Set(texts)], shownPlaces);
}

/** What goes in and what comes out, or only one of them: an output may be unknown, and an input no tensor. */
export function flowLine(inputs: readonly Shape[], outputs: readonly Shape[]): string | null {
  if (inputs.length === 0) return outputs.length === 0 ? null : `gives ${shapesWords(outputs)}`;
  return outputs.length === 0
    ? `takes ${shapesWords(inputs)}`
    : `${shapesWords(inputs)} → ${shapesWords(outputs)}`;
}

function shapesWords(shapes: readonly Shape[]): string {
  return code(shapes.map((shape) => `[${shape.map(printDim).join(", ")}]`).join(", "));
}

/** Cost, its share of the whole, output memory and receptive field in each model that uses the module. */
function costLines(view: View, { places }: ModuleFact): readonly string[] {
  const rows = places.flatMap(({ model: id, path }) => {
    const model = view.model(id);
    const row = view.report(model).modules.find((module) => module.path === path);
    if (row === undefined) return [];
    const parts = [
      costWords(view, row, path === "" ? null : view.report(model).total),
      `activations ${byteSize(row.activationBytes)}`,
      fieldBehind(view, model, path),
      path === "" ? null : `${code(path)} of ${model.name}`,
    ];
    return [parts.filter((part) => part !== null).join(" · ")];
  });
  return limited([...new Set(rows)], shownPlaces);
}

/** `1,234 MACs (5.0 % of the model's)`; the model as a whole has no share. */
function costWords({ settings }: View, row: Counts, whole: Counts | null): string {
  const [own, all] = [known(row.macs), whole === null ? undefined : known(whole.macs)];
  const share =
    own === undefined || all === undefined || own === 0 ? "" : ` (${percent(own / all)} of the model's)`;
  return `${exactCost(row.macs, settings.units)}${share}`;
}

/** The receptive field of what the module gives: that of its last node. */
function fieldBehind(view: View, model: Model, path: string): string | null {
  const last = model.graph.nodes.findLast(({ owner, module }) => isWithin(owner ?? module, path));
  const field = last === undefined ? null : (view.report(model).nodes[last.id]?.receptiveField ?? null);
  return field === null ? null : fieldWords(field);
}

/** A layer that is called as its op has PyTorch's name and meaning, so a page there documents it. */
function documentationLink({ className, layers: [layer] }: ModuleFact): string | null {
  if (layer === undefined) return null;
  const { displayName, documentedIn = "torch.nn" } = findOp(layer.op);
  return displayName === className
    ? `[${className} in PyTorch](https://docs.pytorch.org/docs/stable/generated/${documentedIn}.${className}.html)`
    : null;
}

function layerLines(layers: readonly LayerCount[]): readonly string[] {
  const rows = layers.map(({ path, title, parameters }) => `${code(path)} ${title}${countAfter(parameters)}`);
  return limited(rows, shownLayers);
}

function countAfter(parameters: Dim): string {
  return parameters === 0 ? "" : `: ${exactCount(parameters)}`;
}
