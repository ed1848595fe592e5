import { basename } from "node:path";
import type { Model } from "../../analyzer/index.ts";
import { modelDocument, modelSummary, type View } from "../../ide/index.ts";
import type { DrawnFile } from "../../protocol/index.ts";
import type { CliHost } from "../host.ts";
import { problemData } from "../problem-lines.ts";

/** One model of a file, as the preview is given it. */
export function drawnFile(view: View, model: Model, host: CliHost): DrawnFile {
  const { file } = view.analysis;
  return {
    uri: basename(file),
    fileName: basename(file),
    models: [modelSummary(view, model)],
    model: modelDocument(view, model),
    halfTyped: false,
    problems: problemData(view, host),
    units: view.settings.units,
  };
}
