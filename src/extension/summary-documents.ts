import type { Disposable, Uri } from "vscode";
import type { App } from "./app.ts";
import { derivedUri, provideDerived } from "./derived-documents.ts";

/** The address of a model file's read-only summary. */
export function summaryUri(file: Uri): Uri {
  return derivedUri("summary", file);
}

export function provideSummaries(app: App): Disposable {
  return provideDerived("summary", app, async (file) => {
    return (await app.server.request("cnnBlocks/summary", { uri: file.toString() })).text;
  });
}
