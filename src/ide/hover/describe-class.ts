import type { ClassFact, Model } from "../../analyzer/index.ts";
import { type Counts, type Dim, printShape } from "../../ir/index.ts";
import {
  byteSize,
  costIn,
  exactCount,
  partWords,
  peakWords,
  sentenceCase,
  totalWords,
  trainableWords,
  unusedWords,
} from "../../words/index.ts";
import { shapeOf } from "../view/node-title.ts";
import type { View } from "../view/view.ts";
import { instanceList } from "./describe-calls.ts";
import { assumedNote, code, lines } from "./markdown.ts";

const shownModels = 4;

/** A class with its models: input, output and totals of each. */
export function describeClass(view: View, facts: readonly ClassFact[]): string | null {
  const [fact] = facts;
  if (fact === undefined) return null;
  const models = fact.models.map((id) => view.model(id));
  const parts = models.slice(0, shownModels).map((model) => describeModel(view, model));
  const more = models.length - parts.length;
  const instances = instanceList(view, fact.name);
  const all = [
    ...parts,
    ...(more > 0 ? [`… ${more} more models`] : []),
    ...(instances === null ? [] : [instances]),
  ];
  return all.length === 0 ? null : all.join("\n\n");
}

function describeModel(view: View, model: Model): string {
  const { graph, symbolic, inputFrom } = model;
  const report = view.report(model);
  const { units } = view.settings;
  const inputs = graph.inputs.map((id) => printShape(shapeOf(graph, id))).join(", ");
  const outputs = graph.outputs.map((id) => printShape(shapeOf(graph, id))).join(", ");
  const total = (name: keyof Counts, say: (count: Dim) => string = exactCount) =>
    totalWords(report, name, say);
  const [unused, trainable] = [unusedWords(report), trainableWords(report)];
  return lines(
    `**${model.name}** ${code(inputs)} → ${outputs === "" ? "unknown" : code(outputs)}`,
    `**${total("parameters")} parameters**${trainable === null ? "" : `: ${trainable}`} · ${total("buffers")} buffers`,
    unused === null ? null : `of which ${unused}`,
    `${total("macs", (macs) => exactCount(costIn(macs, units)))} ${units} · ${total("elementwise")} other operations`,
    `activations ${total("activationBytes", byteSize)}, peak ${peakWords(report, byteSize)}`,
    report.gaps.length === 0 ? null : partWords(report.gaps, view.lineOf),
    sentenceOf(view.conditions(model)),
    symbolic ? "_Constructor parameters stand as symbols; nothing here constructs it._" : null,
    inputFrom === "assumed" && !symbolic ? assumedNote(inputs) : null,
  );
}

function sentenceOf(conditions: string | null): string | null {
  return conditions === null ? null : `${sentenceCase(conditions)}.`;
}
