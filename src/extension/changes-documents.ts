import { Disposable, EventEmitter, type TextDocumentContentProvider, Uri, workspace } from "vscode";
import type { App } from "./app.ts";
import { type CommittedTexts, committedTexts } from "./committed-texts.ts";

const scheme = "cnn-blocks-changes";

/** The address of a read-only text that says how a file's models differ from its last commit. Its query is the file's address. */
export function changesUri(file: Uri): Uri {
  const name = file.path.split("/").at(-1) ?? "model";
  return Uri.from({ scheme, path: `/${name.replace(/\.tsx?$/, "")} changes`, query: file.toString() });
}

/** Provides these texts, and updates an open one after each analysis of its file. */
export function provideChanges({ server }: App): Disposable {
  const changed = new EventEmitter<Uri>();
  const provider: TextDocumentContentProvider = {
    onDidChange: changed.event,
    async provideTextDocumentContent(uri) {
      const file = Uri.parse(uri.query);
      const commit = await committedTexts(file);
      return typeof commit === "string" ? `${commit}\n` : changesSince(server, file, commit);
    },
  };
  return Disposable.from(
    changed,
    workspace.registerTextDocumentContentProvider(scheme, provider),
    server.onDidAnalyze((news) => {
      const uri = changesUri(Uri.parse(news.uri));
      const open = workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
      if (open) changed.fire(uri);
    }),
  );
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
