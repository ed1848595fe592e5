import { commands, type TextDocument, window } from "vscode";
import type { ModelSummary } from "../../protocol/index.ts";
import type { App } from "../app.ts";
import type { Command } from "./command.ts";
import { refusal } from "./instantiate.ts";
import { asText, targetDocument } from "./target.ts";
import { inModelFile, inPreview } from "./when.ts";

/** Arguments: the file, and a model's id. Returns the `RunOutcome`. */
export const runModel: Command = {
  id: "cnnBlocks.runModel",
  title: "Run Model",
  shortTitle: "Run",
  icon: "play",
  summary: "Runs the model in view.",
  menus: {
    "editor/title": [
      { when: inModelFile, group: "1_run@1" },
      { when: inPreview, group: "navigation@1" },
    ],
  },
  async run(app, file, id) {
    const document = await targetDocument(app, file);
    const summary = await chooseModel(app, document, asText(id));
    if (!summary) return undefined;
    if (summary.symbolic)
      return refuse(`${summary.name} has sizes that are not numbers yet. Use Run Block… to choose them.`);
    if (summary.unknownWords !== null)
      return refuse(`${summary.name} cannot run, because not all of it is known: ${summary.unknownWords}.`);
    const model = await app.documents.model(document.uri, summary.id);
    if (model === null) return refuse(`${summary.name} is no longer in ${document.fileName}.`);
    return app.preview.run([model], { uri: document.uri, model: model.id });
  },
};

async function chooseModel(
  { server, preview }: App,
  document: TextDocument,
  id: string | undefined,
): Promise<ModelSummary | undefined> {
  const uri = document.uri.toString();
  const models = await server.request("cnnBlocks/models", { uri });
  const shown = preview.state().uri === uri ? preview.state().model : null;
  const named = models.find((model) => model.id === (id ?? shown));
  if (named) return named;
  const [only] = models;
  if (models.length === 1) return only;
  if (only) return pickModel(models);
  void offerBlocks(document);
  return undefined;
}

async function offerBlocks({ uri }: TextDocument): Promise<void> {
  const answer = await window.showInformationMessage(
    "This file has no model yet.",
    "Run a Block of the Library…",
  );
  if (answer !== undefined) await commands.executeCommand("cnnBlocks.runBlock", uri);
}

async function pickModel(models: readonly ModelSummary[]): Promise<ModelSummary | undefined> {
  const items = models.map((model) => ({
    label: model.name,
    description: model.symbolic ? "some sizes are not numbers yet" : model.className,
    model,
  }));
  return (await window.showQuickPick(items, { title: "Run Model" }))?.model;
}

function refuse(message: string) {
  void window.showWarningMessage(message);
  return refusal(message);
}
