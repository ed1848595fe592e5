import type { FactValue } from "../../analyzer/index.ts";
import type { FileRange } from "../../base/index.ts";
import type { DrawnPlace } from "../../protocol/index.ts";
import { factAt } from "../view/fact-at.ts";
import type { View } from "../view/view.ts";

/** Where the preview draws what the hover at an offset is about: a place for each model that has it. */
export function drawnAt(
  view: View,
  offset: number,
  addressOf: (file: string) => string,
): readonly DrawnPlace[] {
  const places = factAt(view, offset)?.values.flatMap((value) => placesOf(view, value)) ?? [];
  const byModel = new Map(places.toReversed().map((place) => [place.model, place]));
  return [...byModel.values()].toReversed().map(({ model, source }) => ({
    model,
    source: source && { ...source, file: addressOf(source.file) },
  }));
}

interface DrawnSource {
  readonly model: string;
  readonly source: FileRange | null;
}

function placesOf({ analysis: { models } }: View, value: FactValue): readonly DrawnSource[] {
  const graphOf = (id: string) => models.find((model) => model.id === id)?.graph;
  switch (value.kind) {
    case "tensor":
      return value.nodes.map(({ model, node }) => ({
        model,
        source: graphOf(model)?.nodes[node]?.source ?? null,
      }));
    case "module":
      return value.places.map(({ model }) => ({ model, source: value.source }));
    case "class":
      return value.models.map((model) => ({ model, source: null }));
    default:
      return [];
  }
}
