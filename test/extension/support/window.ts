import assert from "node:assert/strict";
import {
  commands,
  extensions,
  type Position,
  Range,
  type TextDocument,
  Uri,
  window,
  workspace,
} from "vscode";
import type { ExtensionApi } from "../../../src/extension/api.ts";
import type { PreviewState } from "../../../src/extension/preview/preview-state.ts";

/** The extension's own word of what the author sees. */
export async function activated(): Promise<ExtensionApi> {
  const extension = extensions.getExtension<ExtensionApi>("cnn-blocks.cnn-blocks");
  assert.ok(extension, "VS Code does not list the extension");
  const api = await extension.activate();
  await api.whenReady();
  return api;
}

/** The folder that the window is open on: a copy of the examples. */
export function folder(): Uri {
  const first = workspace.workspaceFolders?.[0];
  assert.ok(first, "the window is open on no folder");
  return first.uri;
}

/** Opens an example in an editor and waits until the server has spoken of the text as it stands. */
export async function openExample(name: string): Promise<TextDocument> {
  return openUri(Uri.joinPath(folder(), name));
}

/**
 * Loads an example without showing it in an editor, which is quicker. Hovers, hints, lenses and outlines need no editor; problems
 * do.
 */
export async function loadExample(name: string): Promise<TextDocument> {
  return loadUri(Uri.joinPath(folder(), name));
}

/** Writes a file of this text and opens it. */
export async function openText(name: string, text: string): Promise<TextDocument> {
  const uri = Uri.joinPath(folder(), name);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const document = await openUri(uri);
  // An earlier test's document of this name may still be at hand; it reads the file anew in its own time.
  await until(`${name} as written`, () => document.getText() === text);
  await analysed(document);
  return document;
}

async function openUri(uri: Uri): Promise<TextDocument> {
  const document = await loadUri(uri);
  await window.showTextDocument(document, { preview: false });
  return document;
}

async function loadUri(uri: Uri): Promise<TextDocument> {
  const document = await workspace.openTextDocument(uri);
  await analysed(document);
  return document;
}

/** Waits until the server has spoken of the document's present version. */
export async function analysed(document: TextDocument): Promise<void> {
  const api = await activated();
  await until(`an analysis of ${document.uri.path} at ${document.version}`, () => {
    return api.analyzed(document.uri)?.version === document.version;
  });
}

/** Replaces the first occurrence of a text, unsaved. */
export async function replace(document: TextDocument, before: string, after: string): Promise<void> {
  const editor = await window.showTextDocument(document);
  const start = positionOf(document, before);
  const end = document.positionAt(document.offsetAt(start) + before.length);
  const done = await editor.edit((builder) => builder.replace(new Range(start, end), after));
  assert.ok(done, `${before} could not be replaced`);
  await analysed(document);
}

/** Where a text begins, or `offset` characters on. */
export function positionOf(document: TextDocument, text: string, offset = 0): Position {
  const index = document.getText().indexOf(text);
  assert.notEqual(index, -1, `${document.fileName} has no ${text}`);
  return document.positionAt(index + offset);
}

/** Asks again until the answer is true (or something), and gives it. Fails with the question. */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  longest = 30_000,
): Promise<NonNullable<T>> {
  const deadline = Date.now() + longest;
  for (;;) {
    const answer = await ask();
    if (answer) return answer as NonNullable<T>;
    if (Date.now() > deadline) assert.fail(`${what} did not come about in ${longest / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits until the preview has drawn what it shows of a file, and gives its state. */
export async function drawn(
  document: TextDocument,
  where = (_: PreviewState) => true,
): Promise<PreviewState> {
  const api = await activated();
  return until(`a drawing of ${document.uri.path}`, () => {
    const state = api.previewState();
    assert.deepEqual(state.failures, [], "the page failed");
    return state.uri === document.uri.toString() && state.drawn !== null && where(state) ? state : undefined;
  });
}

/** Every editor and the preview away, unsaved text with them. */
export async function closeAll(): Promise<void> {
  for (const document of workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await window.showTextDocument(document);
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await commands.executeCommand("workbench.action.closeAllEditors");
}
