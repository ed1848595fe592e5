import type { Answer } from "../../protocol/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import { isNamed } from "../models/is-named.ts";
import type { ViewedModel } from "../models/model-diff.ts";
import { noModel } from "../no-model.ts";
import type { View } from "../view/view.ts";
import { answered, refused, type ToolContext, type ToolInputs } from "./agent-tool.ts";
import { openFile } from "./files.ts";

/** The file that `file` names. */
export async function namedFile(inputs: ToolInputs, context: ToolContext): Promise<Answer<AnalysisSources>> {
  return openFile(context, inputs.text("file") ?? "");
}

/** The model of that file that `model` names. */
export async function namedModel(inputs: ToolInputs, context: ToolContext): Promise<Answer<ViewedModel>> {
  const file = await namedFile(inputs, context);
  return file.ok ? modelOf(file.value.view, inputs.text("model")) : file;
}

/** The model of that name; the only one where no name is given. */
export function modelOf(view: View, wanted: string | undefined): Answer<ViewedModel> {
  const { models } = view.analysis;
  const found = models.filter((model) => wanted === undefined || isNamed(model, wanted));
  const [only] = found;
  if (models.length === 0) return refused(noModel(view));
  if (only !== undefined && found.length === 1) return answered({ view, model: only });
  const names = models.map(({ name }) => name).join(", ");
  return refused(
    found.length > 1
      ? `Which model? The file has ${names}. Name one by its variable or its class.`
      : `There is no model ${wanted}. The file has ${names}.`,
  );
}
