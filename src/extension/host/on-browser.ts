import { type ExtensionContext, Uri, workspace } from "vscode";
import type { LanguageClientOptions } from "vscode-languageclient";
import { LanguageClient } from "vscode-languageclient/browser";
import type { Host } from "./host.ts";

/** A worker, as VS Code's client takes it: Node's types know none. */
type ServerWorker = Extract<ConstructorParameters<typeof LanguageClient>[2], { postMessage: unknown }>;

declare const Worker: new (address: string) => ServerWorker;

/** A page such as vscode.dev: workers, and neither programs nor local files. */
export const host: Host<LanguageClient> = {
  languageClient: (
    { extensionUri }: ExtensionContext,
    id: string,
    name: string,
    options: LanguageClientOptions,
  ) => new LanguageClient(id, name, () => startServer(extensionUri), options),
  run: async () => null,
  readPart: async () => null,
};

/** A worker may only be made from an address of the page's own, which the extension's files seldom have. */
async function startServer(extension: Uri): Promise<ServerWorker> {
  const code = await workspace.fs.readFile(Uri.joinPath(extension, "dist/server/worker.js"));
  return new Worker(URL.createObjectURL(new Blob([new Uint8Array(code)], { type: "text/javascript" })));
}
