import type { Model } from "../../analyzer/index.ts";
import { printShapeShort } from "../../ir/index.ts";
import { figuresInShort, unknownWords } from "../models/documents.ts";
import { noModel } from "../no-model.ts";
import { flowWords } from "../view/node-title.ts";
import type { View } from "../view/view.ts";
import { type AgentTool, answered, type ToolContext } from "./agent-tool.ts";
import { commonInputs } from "./inputs.ts";
import { namedFile } from "./models.ts";
import { problemsText } from "./problems-text.ts";

export const analyse: AgentTool = {
  name: "analyse",
  title: "Analyse CNN models",
  description:
    "The CNN models of a file that imports cnn-blocks: input and output shapes, parameters and MACs of each, what is unknown and why, and every problem with its line. Reads the source without executing it.",
  inputs: { file: commonInputs.file },
  async answer(inputs, context) {
    const file = await namedFile(inputs, context);
    return file.ok ? answered(analysisText(file.value.view, context)) : file;
  },
};

function analysisText(view: View, context: ToolContext): string {
  const { models } = view.analysis;
  return [
    models.length === 0 ? noModel(view) : models.map((model) => modelText(view, model)).join("\n\n"),
    problemsText(view, context),
  ].join("\n\n");
}

function modelText(view: View, model: Model): string {
  const { name, graph, inputFrom, symbolic } = model;
  const unknown = unknownWords(view, model);
  const fits = view.conditions(model);
  const note = inputFrom === "assumed" && !symbolic ? " (assumed: the file states no input)" : "";
  return [
    `${name}: ${flowWords(graph, printShapeShort, note)}`,
    figuresInShort(view, model),
    ...(fits === null ? [] : [fits]),
    ...(symbolic ? ["Some sizes are not numbers, so it cannot run as it is."] : []),
    ...(unknown === null ? [] : [`Not everything is known: ${unknown}.`]),
  ].join("\n");
}
