import { type Disposable, type ExtensionContext, type TextEditor, Uri, window, workspace } from "vscode";
import { exists } from "./files.ts";
import { isModelFile } from "./model-files.ts";

const key = "cnnBlocks.lastModelFile";

/** Remembers the model file that the author worked on last, also when its editor is closed and over a reload. */
export function trackLastModelFile({ workspaceState }: ExtensionContext): Disposable {
  function remember(editor: TextEditor | undefined): void {
    if (editor === undefined || !isModelFile(editor.document)) return;
    const uri = editor.document.uri.toString();
    if (workspaceState.get(key) !== uri) void workspaceState.update(key, uri);
  }
  remember(window.activeTextEditor);
  return window.onDidChangeActiveTextEditor(remember);
}

/** The model file that the author worked on last; undefined where there was none, or it can no longer be opened. */
export async function lastModelFile({ workspaceState }: ExtensionContext): Promise<Uri | undefined> {
  const remembered = workspaceState.get<string>(key);
  if (remembered === undefined) return undefined;
  const uri = Uri.parse(remembered);
  // VS Code keeps the document of a file for a while after its editor is closed, even when the file is deleted.
  const isThere = uri.scheme === "untitled" ? isOpen(remembered) : await exists(uri);
  return isThere ? uri : undefined;
}

function isOpen(uri: string): boolean {
  return workspace.textDocuments.some((document) => document.uri.toString() === uri);
}
