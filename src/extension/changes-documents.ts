import type { Disposable, Uri } from "vscode";
import type { App } from "./app.ts";
import { type CommittedTexts, committedTexts, withCommittedTexts } from "./committed-texts.ts";
import { derivedUri, provideDerived } from "./derived-documents.ts";

/** The address of a read-only text that says how a file's models differ from its last commit. */
export function changesUri(file: Uri): Uri {
  return derivedUri("changes", file);
}

export function provideChanges(app: App): Disposable {
  return provideDerived("changes", app, async (file) => {
    const commit = await committedTexts(file);
    return typeof commit === "string" ? `${commit}\n` : changesSince(app.server, file, commit);
  });
}

async function changesSince(server: App["server"], file: Uri, commit: CommittedTexts): Promise<string> {
  const { text } = await withCommittedTexts(commit, file, (texts) =>
    server.request("cnnBlocks/changes", { uri: file.toString(), base: "HEAD", texts }),
  );
  return text;
}
