import { readFileSync, statSync } from "node:fs";
import { nnSources } from "virtual:nn-sources";
import type { SourceHost } from "../../src/analyzer/index.ts";

/** The files of the disk, and some that exist only here. */
export function authorHost(texts: Readonly<Record<string, string>> = {}): SourceHost {
  return { read: (path) => texts[path] ?? readFile(path), library: nnSources };
}

function readFile(path: string): string | undefined {
  // A broken source may name a file that no disk can have.
  if (path.includes("\0")) return undefined;
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, "utf8") : undefined;
}
