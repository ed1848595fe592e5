import type { Event, Uri } from "vscode";
import type { App } from "./app.ts";
import type { Analyzed } from "./model-server.ts";
import type { PreviewState } from "./preview/preview-state.ts";

/** What `activate` returns: enough for another extension, or a test, to follow what the author sees. */
export interface ExtensionApi {
  /** Resolves when the language server answers; starts it where no model file has done so yet. */
  whenReady(): Promise<void>;
  /** What the server last said about a file; undefined before its first word. */
  analyzed(uri: Uri): Analyzed | undefined;
  readonly onDidAnalyze: Event<Analyzed>;
  previewState(): PreviewState;
  readonly onDidChangePreview: Event<PreviewState>;
}

export function extensionApi({ server, preview }: App): ExtensionApi {
  return {
    whenReady: () => server.start(),
    analyzed: (uri) => server.latest(uri),
    onDidAnalyze: server.onDidAnalyze,
    previewState: () => preview.state(),
    onDidChangePreview: preview.onDidChangeState,
  };
}
