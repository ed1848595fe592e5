import type { Event, Uri } from "vscode";
import type { App } from "./app.ts";
import type { Analyzed } from "./model-server.ts";
import type { PreviewState } from "./preview/preview-state.ts";

/** What `activate` returns. With it, another extension or a test can follow what the author sees. */
export interface ExtensionApi {
  /** Resolves when the language server is running, and starts it if no model file has done so yet. */
  whenReady(): Promise<void>;
  /** The server's latest report about a file; undefined before the first one. */
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
