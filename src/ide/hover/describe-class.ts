import type { ClassFact, Model } from "../../analyzer/index.ts";
import { printShape } from "../../ir/index.ts";
import { byteSize, exactCost, exactCount } from "../../words/index.ts";
import { shapeOf } from "../view/node-title.ts";
import type { View } from "../view/view.ts";
import { assumedNote, code, lines } from "./markdown.ts";

const shownModels = 4;

/** A class with its models: input, output and totals of each. */
export function describeClass(view: View, facts: readonly ClassFact[]): string | null {
  const [fact] = facts;
  if (fact === undefined || fact.models.length === 0) return null;
  const models = fact.models.map((id) => view.model(id));
  const parts = models.slice(0, shownModels).map((model) => describeModel(view, model));
  const more = models.length - parts.length;
  return [...parts, ...(more > 0 ? [`… ${more} more models`] : [])].join("\n\n");
}

function describeModel(view: View, model: Model): string {
  const { graph, symbolic, inputFrom } = model;
  const { total, peakActivationBytes } = view.report(model);
  const inputs = graph.inputs.map((id) => printShape(shapeOf(graph, id))).join(", ");
  const outputs = graph.outputs.map((id) => printShape(shapeOf(graph, id))).join(", ");
  return lines(
    `**${model.name}** ${code(inputs)} → ${code(outputs)}`,
    `**${exactCount(total.parameters)} parameters** · ${exactCount(total.buffers)} buffers`,
    `${exactCost(total.macs, view.settings.units)} · ${exactCount(total.elementwise)} other operations`,
    `activations ${byteSize(total.activationBytes)}, peak ${byteSize(peakActivationBytes)}`,
    symbolic ? "_Constructor parameters stand as symbols; nothing here constructs it._" : null,
    inputFrom === "assumed" && !symbolic ? assumedNote(inputs) : null,
  );
}
