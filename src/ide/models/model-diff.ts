import type { Model } from "../../analyzer/index.ts";
import type { FileRange } from "../../base/index.ts";
import { type Graph, printShapeShort } from "../../ir/index.ts";
import { type DiffedLayer, diffGraphs } from "../../passes/index.ts";
import type { LayerChanges, LayerPair, LayerSide, ModelDiff, ModelTotals } from "../../protocol/index.ts";
import { layerTitle, nodeTitle } from "../view/node-title.ts";
import type { View } from "../view/view.ts";

/** A model with the view that it belongs to. */
export interface ViewedModel {
  readonly view: View;
  readonly model: Model;
}

export function viewedModels(view: View): readonly ViewedModel[] {
  return view.analysis.models.map((model) => ({ view, model }));
}

/**
 * What edits have made of the models of a file: each newer model beside the older one of its id, name or class, and then the
 * older models that are gone. `addressOf` turns a file of the analysis into the receiver's name for it.
 */
export function diffModels(
  before: readonly ViewedModel[],
  after: readonly ViewedModel[],
  addressOf: (file: string) => string = (file) => file,
): readonly ModelDiff[] {
  const partnerOf = pairs(before, after);
  const taken = new Set(partnerOf.values());
  const removed = before.filter((old) => !taken.has(old));
  return [
    ...after.map((young) => modelDiff(partnerOf.get(young) ?? null, young, addressOf)),
    ...removed.map((old) => modelDiff(old, null, addressOf)),
  ];
}

/** Two models that are compared whatever they are called, with every layer's partner. */
export function modelsBeside(
  before: ViewedModel,
  after: ViewedModel,
  addressOf: (file: string) => string = (file) => file,
): { readonly diff: ModelDiff; readonly pairs: readonly LayerPair[] } {
  const nodeOf = (layer: DiffedLayer | null) => (layer === null || layer.shape === null ? null : layer.index);
  const pairs = diffGraphs(countedOf(before), countedOf(after)).map(
    ({ change, before: old, after: young }) => ({
      change,
      before: nodeOf(old),
      after: nodeOf(young),
    }),
  );
  return { diff: modelDiff(before, after, addressOf), pairs };
}

/** The older of the models that a newer one was; null where there is none. */
export function earlierOf(before: readonly ViewedModel[], after: ViewedModel): ViewedModel | null {
  for (const isLike of likenesses) {
    const found = before.find(({ model }) => isLike(model, after.model));
    if (found !== undefined) return found;
  }
  return null;
}

/** By what two models can be told to be the same one, the surest first. */
const likenesses: readonly ((one: Model, other: Model) => boolean)[] = [
  (one, other) => one.id === other.id,
  (one, other) => one.name === other.name,
  (one, other) => one.variable !== null && one.variable === other.variable,
  (one, other) => one.className === other.className,
];

function pairs(
  before: readonly ViewedModel[],
  after: readonly ViewedModel[],
): ReadonlyMap<ViewedModel, ViewedModel> {
  const partnerOf = new Map<ViewedModel, ViewedModel>();
  const left = new Set(before);
  for (const isLike of likenesses) {
    for (const young of after) {
      if (partnerOf.has(young)) continue;
      const old = [...left].find(({ model }) => isLike(model, young.model));
      if (old === undefined) continue;
      partnerOf.set(young, old);
      left.delete(old);
    }
  }
  return partnerOf;
}

type AddressOf = (file: string) => string;

function modelDiff(before: ViewedModel | null, after: ViewedModel | null, addressOf: AddressOf): ModelDiff {
  const shown = after ?? before;
  if (shown === null) throw new Error("A comparison of nothing.");
  const { id, name } = shown.model;
  const sides = { id, name, before: totalsOf(before), after: totalsOf(after) };
  if (before === null || after === null) return { ...sides, layers: [], same: 0 };
  const all = diffGraphs(countedOf(before), countedOf(after));
  const layers = all.flatMap(({ change, before: old, after: young }): readonly LayerChanges[] => {
    if (change === "same") return [];
    return [{ change, before: sideOf(before, old, addressOf), after: sideOf(after, young, addressOf) }];
  });
  return { ...sides, layers, same: all.length - layers.length };
}

function countedOf({ view, model }: ViewedModel) {
  return { graph: model.graph, report: view.report(model) };
}

function totalsOf(one: ViewedModel | null): ModelTotals | null {
  if (one === null) return null;
  const { total, gaps, peakActivationBytes } = one.view.report(one.model);
  return { total, gaps, peakActivationBytes };
}

function sideOf(
  { model: { graph } }: ViewedModel,
  layer: DiffedLayer | null,
  addressOf: AddressOf,
): LayerSide | null {
  if (layer === null) return null;
  const source = sourceOf(graph, layer);
  return {
    path: layer.path,
    title: titleOf(graph, layer),
    output: layer.shape === null ? "" : printShapeShort(layer.shape),
    ...layer.counts,
    source: source === null ? null : { ...source, file: addressOf(source.file) },
  };
}

function titleOf(graph: Graph, { shape, index }: DiffedLayer): string {
  const [node, unused] = [graph.nodes[index], graph.unused[index]];
  if (shape !== null && node !== undefined) return nodeTitle(graph, node);
  return unused === undefined ? "" : `${layerTitle(graph, unused)}, not used`;
}

/** Where the layer is constructed; of an op without a layer, where it is applied. */
function sourceOf(graph: Graph, { path, shape, index }: DiffedLayer): FileRange | null {
  if (shape === null) return graph.unused[index]?.source ?? null;
  const node = graph.nodes[index];
  if (node?.owner == null) return node?.source ?? null;
  return graph.modules.find((module) => module.path === path)?.source ?? node.source;
}
