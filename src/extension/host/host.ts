import type { ExtensionContext } from "vscode";
import type { LanguageClientOptions } from "vscode-languageclient";

/** What the extension asks of where it runs. `on-node.ts` is imported; the bundle for browsers has `on-browser.ts` instead. */
export interface Host<Client> {
  /** The language server, in a process or worker of its own. */
  languageClient(context: ExtensionContext, id: string, name: string, options: LanguageClientOptions): Client;
  /** What a program prints; null where it fails or cannot be started. */
  run(program: string, args: readonly string[]): Promise<string | null>;
  /** A part of a local file without reading the rest; null where the file is too short. */
  readPart(path: string, from: number, to: number): Promise<Uint8Array<ArrayBuffer> | null>;
}
