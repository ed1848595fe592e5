import { type Disposable, Uri } from "vscode";
import type { App } from "./app.ts";
import { type CommittedTexts, committedTexts } from "./committed-texts.ts";
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

/** A chain of imports is followed one file deeper with each request. */
const mostRequests = 50;

async function changesSince(server: App["server"], file: Uri, commit: CommittedTexts): Promise<string> {
  const texts: Record<string, string | null> = { [file.toString()]: await commit.read(file) };
  let text = "";
  for (let request = 0; request < mostRequests; request++) {
    const answer = await server.request("cnnBlocks/changes", { uri: file.toString(), base: "HEAD", texts });
    text = answer.text;
    if (answer.lacks.length === 0) break;
    for (const lacking of answer.lacks) texts[lacking] = await commit.read(Uri.parse(lacking));
  }
  return text;
}
