import { type Disposable, window } from "vscode";
import type { SavedState } from "../../protocol/index.ts";
import type { App } from "../app.ts";
import { viewType } from "./preview.ts";

/** Brings the preview back after a window reload, on the file and model that it showed. */
export function restorePreview({ preview }: App): Disposable {
  return window.registerWebviewPanelSerializer(viewType, {
    deserializeWebviewPanel: (panel, saved: unknown) => preview.restore(panel, asSavedState(saved)),
  });
}

/** The page wrote it, perhaps that of an older version of the extension. */
function asSavedState(saved: unknown): SavedState | null {
  if (typeof saved !== "object" || saved === null || !("uri" in saved) || typeof saved.uri !== "string")
    return null;
  const model = "model" in saved && typeof saved.model === "string" ? saved.model : null;
  return { uri: saved.uri, model, pinned: "pinned" in saved && saved.pinned === true };
}
