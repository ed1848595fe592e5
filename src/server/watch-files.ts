import { type Connection, DidChangeWatchedFilesNotification } from "vscode-languageserver";
import type { Boundary } from "./boundary.ts";
import type { ClientAbilities } from "./client-abilities.ts";

/** Asks the client to report changes on the disk to files that a model file may import. */
export function watchFiles(
  connection: Connection,
  { watchesFiles }: ClientAbilities,
  boundary: Boundary,
): void {
  if (!watchesFiles) return;
  const watchers = [{ globPattern: "**/*.{ts,mts,tsx,js,mjs,jsx,json}" }];
  connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(boundary.log);
}
