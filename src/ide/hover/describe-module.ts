import type { ModuleFact } from "../../analyzer/index.ts";
import { type Counts, type Dim, printDim, printShapeShort, type Shape } from "../../ir/index.ts";
import { countCertain } from "../../passes/parameters.ts";
import {
  byteSize,
  exactCost,
  exactCount,
  gapsIn,
  partWords,
  totalWords,
  unusedWords,
} from "../../words/index.ts";
import { countLayer, type LayerCount } from "../view/layer-counts.ts";
import type { View } from "../view/view.ts";
import { code, lines } from "./markdown.ts";

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
    isLayer && own !== undefined ? formula(own) : total(view, fact),
    ...callLines(fact),
    ...costLines(view, fact),
    ...(isLayer ? [] : layerLines(layers)),
  );
}

/** `weight 64×3×7×7 = 9,408 · bias 64 → 9,472 parameters`; buffers are listed separately. */
function formula({ tensors, parameters }: LayerCount): string {
  if (tensors.length === 0) return "no parameters";
  const learned = tensors.filter((tensor) => tensor.learned).map(tensorWords);
  const buffers = tensors.filter((tensor) => !tensor.learned).map(tensorWords);
  const sum = `${learned.join(" + ")}${learned.length > 0 ? " → " : ""}**${exactCount(parameters)} parameters**`;
  return lines(sum, buffers.length === 0 ? null : `buffers: ${buffers.join(", ")}`);
}

function tensorWords({ name, shape, count }: LayerCount["tensors"][number]): string {
  const size = printShapeShort(shape);
  return shape.length < 2 ? `${name} ${size}` : `${name} ${size} = ${exactCount(count)}`;
}

function total(view: View, fact: ModuleFact): string {
  const counts = countCertain(fact);
  const hasBuffers = counts.total.buffers !== 0 || gapsIn(counts, "buffers").length > 0;
  const apart = hasBuffers ? ` · ${totalWords(counts, "buffers", exactCount)} buffers` : "";
  const { gaps } = counts;
  return lines(
    `**${totalWords(counts, "parameters", exactCount)} parameters**${apart}`,
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
  const texts = calls.map(({ inputs, outputs }) => `${shapesWords(inputs)} → ${shapesWords(outputs)}`);
  return limited([...new Set(texts)], shownPlaces);
}

function shapesWords(shapes: readonly Shape[]): string {
  return code(shapes.map((shape) => `[${shape.map(printDim).join(", ")}]`).join(", "));
}

/** Cost and output memory in each model that uses the module. */
function costLines(view: View, { places }: ModuleFact): readonly string[] {
  const rows = places.flatMap(({ model: id, path }) => {
    const model = view.model(id);
    const row = view.report(model).modules.find((module) => module.path === path);
    return row === undefined
      ? []
      : [`${costWords(view, row)}${path === "" ? "" : ` · ${code(path)} of ${model.name}`}`];
  });
  return limited([...new Set(rows)], shownPlaces);
}

function costWords({ settings }: View, row: Counts): string {
  return `${exactCost(row.macs, settings.units)} · activations ${byteSize(row.activationBytes)}`;
}

function layerLines(layers: readonly LayerCount[]): readonly string[] {
  const rows = layers.map(({ path, title, parameters }) => `${code(path)} ${title}${countAfter(parameters)}`);
  return limited(rows, shownLayers);
}

function countAfter(parameters: Dim): string {
  return parameters === 0 ? "" : `: ${exactCount(parameters)}`;
}

function limited(rows: readonly string[], limit: number): readonly string[] {
  return rows.length <= limit ? rows : [...rows.slice(0, limit), `… ${rows.length - limit} more`];
}
