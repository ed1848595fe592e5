import { Disposable, EventEmitter, type TextDocumentContentProvider, Uri, workspace } from "vscode";
import type { App } from "./app.ts";

/** A read-only text about a model file: what its tab says behind the file's name. */
export type DerivedKind = "summary" | "changes";

/** The address of such a text. Its query is the file's address. */
export function derivedUri(kind: DerivedKind, file: Uri): Uri {
  const name = file.path.split("/").at(-1) ?? "model";
  const path = `/${name.replace(/\.tsx?$/, "")} ${kind}`;
  return Uri.from({ scheme: `cnn-blocks-${kind}`, path, query: file.toString() });
}

/** Provides these texts, and updates an open one after each analysis of its file. */
export function provideDerived(
  kind: DerivedKind,
  { server }: App,
  textOf: (file: Uri) => Promise<string>,
): Disposable {
  const changed = new EventEmitter<Uri>();
  const provider: TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => textOf(Uri.parse(uri.query)),
  };
  return Disposable.from(
    changed,
    workspace.registerTextDocumentContentProvider(`cnn-blocks-${kind}`, provider),
    server.onDidAnalyze((news) => {
      const uri = derivedUri(kind, Uri.parse(news.uri));
      const open = workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
      if (open) changed.fire(uri);
    }),
  );
}
