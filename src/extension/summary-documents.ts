import { Disposable, EventEmitter, type TextDocumentContentProvider, Uri, workspace } from "vscode";
import type { App } from "./app.ts";

const scheme = "cnn-blocks-summary";

/** The address of a model file's read-only summary. Its query is the address of the file. */
export function summaryUri(file: Uri): Uri {
  const name = file.path.split("/").at(-1) ?? "model";
  return Uri.from({ scheme, path: `/${name.replace(/\.tsx?$/, "")} summary`, query: file.toString() });
}

/** Provides the summaries, and updates an open one after each analysis of its file. */
export function provideSummaries({ server }: App): Disposable {
  const changed = new EventEmitter<Uri>();
  const provider: TextDocumentContentProvider = {
    onDidChange: changed.event,
    async provideTextDocumentContent(uri) {
      return (await server.request("cnnBlocks/summary", { uri: uri.query })).text;
    },
  };
  return Disposable.from(
    changed,
    workspace.registerTextDocumentContentProvider(scheme, provider),
    server.onDidAnalyze((news) => {
      const uri = summaryUri(Uri.parse(news.uri));
      const open = workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
      if (open) changed.fire(uri);
    }),
  );
}
