import type { Uri } from "vscode";
import type { RunOutcome } from "../protocol/index.ts";
import type { App } from "./app.ts";

/** Runs a model of a file in the preview, where the author sees it, too; null if the file no longer has it. */
export async function runOne({ documents, preview }: App, uri: Uri, id: string): Promise<RunOutcome | null> {
  const model = await documents.model(uri, id);
  return model && preview.run([model], { uri, model: id });
}
