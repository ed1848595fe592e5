import type { ExtensionContext } from "vscode";
import type { ModelDocuments } from "./model-documents.ts";
import type { ModelServer } from "./model-server.ts";
import type { Preview } from "./preview/preview.ts";

/** What every part of the extension works with. */
export interface App {
  readonly context: ExtensionContext;
  readonly server: ModelServer;
  readonly documents: ModelDocuments;
  readonly preview: Preview;
}
