import { Uri, window, workspace } from "vscode";
import type { ExportedWeights } from "../../protocol/index.ts";
import { apartFrom, type ExportFormat, exportFormats, plural } from "../../words/index.ts";
import type { Command } from "./command.ts";
import { asText, targetDocument } from "./target.ts";
import { inModelFile, inPreview } from "./when.ts";

/**
 * Arguments: the file, the format, and the address to write to; the last two are asked for where they are left out.
 * Returns the address that was written.
 */
export const exportModel: Command = {
  id: "cnnBlocks.exportModel",
  title: "Export Model…",
  shortTitle: "Export…",
  icon: "export",
  summary:
    "Writes the model in view as a picture (SVG, PNG), one HTML page for any browser, a table of its layers (CSV, Markdown), ONNX, or its weights as safetensors.",
  menus: {
    "editor/title": [
      { when: inModelFile, group: "1_run@6" },
      { when: inPreview, group: "navigation@2" },
    ],
  },
  async run(app, file, format, address) {
    const document = await targetDocument(app, file);
    const chosen = formatOf(format) ?? (await pickFormat());
    if (chosen === undefined) return undefined;
    const made = await app.preview.exportFile(chosen, { uri: document.uri, model: null });
    if (made.kind === "refused") {
      void window.showErrorMessage(made.message);
      return undefined;
    }
    const uri = address instanceof Uri ? address : await askAddress(document.uri, made.name);
    if (uri === undefined) return undefined;
    const { content } = made;
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content);
    await workspace.fs.writeFile(uri, bytes);
    const name = uri.path.split("/").at(-1) ?? "";
    window.setStatusBarMessage(`$(check) Wrote ${name}`, 4000);
    if (made.weights !== null) void window.showInformationMessage(weightsWords(name, made.weights));
    return uri;
  },
};

/** Trained weights and random ones look alike in the file. */
function weightsWords(name: string, { seed, fit }: ExportedWeights): string {
  if (fit === null)
    return `${name} has random weights, seed ${seed}: choose trained ones in the preview's Run tab.`;
  const random = fit.missing.length + fit.misfits.length;
  if (random === 0) return `${name} has the weights of ${fit.file}, all ${plural(fit.matched, "tensor")}.`;
  const [all, are] = [plural(fit.matched + random, "tensor"), random === 1 ? "is" : "are"];
  return `${name} has ${fit.matched} of ${all} from ${fit.file}; ${random} ${are} random, seed ${seed}.`;
}

function formatOf(given: unknown): ExportFormat | undefined {
  const word = asText(given);
  return formats().find((format) => format === word);
}

function formats(): readonly ExportFormat[] {
  return Object.keys(exportFormats) as ExportFormat[];
}

async function pickFormat(): Promise<ExportFormat | undefined> {
  const items = formats().map((format) => {
    const { label, detail } = exportFormats[format];
    return { label, description: detail, format };
  });
  const picked = await window.showQuickPick(items, { title: "Export", placeHolder: "What to write" });
  return picked?.format;
}

/** Beside the model file, unless the author says otherwise. */
async function askAddress(file: Uri, name: string): Promise<Uri | undefined> {
  const ending = name.split(".").at(-1) ?? "";
  return window.showSaveDialog({
    title: "Export",
    defaultUri: Uri.joinPath(file, "..", apartFrom(name, await filesBeside(file))),
    filters: { [ending.toUpperCase()]: [ending] },
  });
}

/** None where the model file has no folder that can be listed, such as one that was never saved. */
async function filesBeside(file: Uri): Promise<readonly string[]> {
  try {
    return (await workspace.fs.readDirectory(Uri.joinPath(file, ".."))).map(([name]) => name);
  } catch {
    return [];
  }
}
