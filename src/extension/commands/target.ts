import { type TextDocument, Uri, workspace } from "vscode";
import type { App } from "../app.ts";
import { lastModelFile } from "../last-model-file.ts";
import { modelEditor } from "../model-files.ts";
import { showExample } from "../own-examples.ts";

/**
 * The document that a command works on: the given one, otherwise a visible one, the one in the preview, or the last
 * model file. Where there is none, an example is opened, so that no command ends in a message alone.
 */
export async function targetDocument(
  app: App,
  given: unknown,
  example = "your-first-cnn",
): Promise<TextDocument> {
  const present =
    asUri(given) ?? modelEditor()?.document.uri ?? shownFile(app) ?? (await lastModelFile(app.context));
  return present === undefined ? showExample(app.context, example) : workspace.openTextDocument(present);
}

function shownFile({ preview }: App): Uri | undefined {
  const { uri } = preview.state();
  return uri === null ? undefined : Uri.parse(uri);
}

/** Code lenses pass text, menus pass a `Uri`. */
function asUri(given: unknown): Uri | undefined {
  if (given instanceof Uri) return given;
  return typeof given === "string" ? Uri.parse(given) : undefined;
}

export function asText(given: unknown): string | undefined {
  return typeof given === "string" ? given : undefined;
}
