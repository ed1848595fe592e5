import type { ExtensionContext } from "vscode";
import type { ModelServer } from "./model-server.ts";
import type { Preview } from "./preview/preview.ts";

/** What the parts of the extension are handed. */
export interface App {
  readonly context: ExtensionContext;
  readonly server: ModelServer;
  readonly preview: Preview;
}
