import type { FileRange } from "../../base/index.ts";
import { type Machine, report } from "../run/machine.ts";
import type { FoundModel } from "./models.ts";

/** Reports layers that no call reaches, once for each place that constructs some. */
export function reportUnused(m: Machine, models: readonly FoundModel[]): void {
  for (const found of models) {
    for (const { at, layers } of unusedPlaces(found))
      report(m, { code: "unused-layer", at, data: { model: found.model.className, layers } });
  }
}

interface UnusedPlace {
  readonly at: FileRange;
  readonly layers: string[];
}

/** What a model leaves unused cannot be said if part of it is unknown. */
function unusedPlaces({ model, tree }: FoundModel): readonly UnusedPlace[] {
  const { graph, symbolic } = model;
  const places = new Map<string, UnusedPlace>();
  if (symbolic || graph.unknowns.length > 0) return [];
  for (const { path, source } of graph.unused) {
    const isCalledElsewhere = (tree.moduleAt(path)?.module?.calls.length ?? 0) > 0;
    if (source === null || isCalledElsewhere) continue;
    const key = `${source.file} ${source.start} ${source.end}`;
    const place = places.get(key) ?? { at: source, layers: [] };
    places.set(key, place);
    place.layers.push(path);
  }
  return [...places.values()];
}
