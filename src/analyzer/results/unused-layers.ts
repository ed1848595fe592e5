import type { FileRange } from "../../base/index.ts";
import { type Machine, report } from "../run/machine.ts";
import type { ObjectValue } from "../values/value.ts";
import type { FoundModel } from "./models.ts";

/** Reports layers that no call reaches, or whose results no model uses, once for each place that constructs some. */
export function reportUnused(m: Machine, models: readonly FoundModel[]): void {
  const used = new Set(models.flatMap(usedModules));
  for (const found of models) {
    const { className: model } = found.model;
    for (const { at, layers } of unusedPlaces(found, (layer) => layer?.module?.calls.length === 0))
      report(m, { code: "unused-layer", at, data: { model, layers } });
    // Another call of the same module may use what this one does not.
    if (isCalledAgain(m, found)) continue;
    const isDead = (layer: ObjectValue | undefined) =>
      (layer?.module?.calls.length ?? 0) > 0 && !used.has(layer);
    for (const { at, layers } of unusedPlaces(found, isDead))
      report(m, { code: "dead-branch", at, data: { model, layers } });
  }
}

function isCalledAgain(m: Machine, { tree }: FoundModel): boolean {
  const module = tree.moduleAt("");
  return m.rootCalls.filter(({ root }) => root === module).length > 1;
}

function usedModules({ model, tree }: FoundModel): readonly (ObjectValue | undefined)[] {
  const owners = new Set(model.graph.nodes.map(({ owner }) => owner));
  return [...owners].map((owner) => (owner === null ? undefined : tree.moduleAt(owner)));
}

interface UnusedPlace {
  readonly at: FileRange;
  readonly layers: string[];
}

/** What a model leaves unused cannot be said if part of it is unknown. */
function unusedPlaces(
  { model, tree }: FoundModel,
  isMeant: (layer: ObjectValue | undefined) => boolean,
): readonly UnusedPlace[] {
  const { graph, symbolic } = model;
  const places = new Map<string, UnusedPlace>();
  if (symbolic || graph.unknowns.length > 0) return [];
  for (const { path, source } of graph.unused) {
    if (source === null || !isMeant(tree.moduleAt(path))) continue;
    const key = `${source.file} ${source.start} ${source.end}`;
    const place = places.get(key) ?? { at: source, layers: [] };
    places.set(key, place);
    place.layers.push(path);
  }
  return [...places.values()];
}
