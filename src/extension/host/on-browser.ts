import { type ExtensionContext, Uri, workspace } from "vscode";
import type { LanguageClientOptions, MessageTransports } from "vscode-languageclient";
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from "vscode-languageclient/browser";
import type { Host } from "./host.ts";

type Port = ConstructorParameters<typeof BrowserMessageReader>[0];

/** A worker, which Node's types do not know. */
declare const Worker: new (address: string) => Port;

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
async function startServer(extension: Uri): Promise<MessageTransports> {
  const code = await workspace.fs.readFile(Uri.joinPath(extension, "dist/server/worker.js"));
  const worker = new Worker(
    URL.createObjectURL(new Blob([new Uint8Array(code)], { type: "text/javascript" })),
  );
  return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
}
