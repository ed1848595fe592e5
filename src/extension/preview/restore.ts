import { type Disposable, window } from "vscode";
import type { KeptState } from "../../protocol/index.ts";
import type { App } from "../app.ts";
import { viewType } from "./preview.ts";

/** Brings the preview back after a window reload, on the file and model that it showed. */
export function restorePreview({ preview }: App): Disposable {
  return window.registerWebviewPanelSerializer(viewType, {
    deserializeWebviewPanel: (panel, kept: unknown) => preview.restore(panel, asKeptState(kept)),
  });
}

/** The page wrote it, perhaps that of an older version of the extension. */
function asKeptState(kept: unknown): KeptState | null {
  if (typeof kept !== "object" || kept === null || !("uri" in kept) || typeof kept.uri !== "string")
    return null;
  const model = "model" in kept && typeof kept.model === "string" ? kept.model : null;
  return { uri: kept.uri, model };
}
