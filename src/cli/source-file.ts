import { readFileSync, statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { isScriptName } from "../base/index.ts";
import { createWorkspace, type Workspace } from "../ide/index.ts";
import type { CliHost } from "./host.ts";
import { UsageError } from "./usage-error.ts";

/** The file given on the command line: its path as the analysis names it, its text, and the workspace that reads others. */
export interface SourceFile {
  /** Absolute, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly workspace: Workspace;
}

export function openSource(
  name: string,
  host: CliHost,
  workspace: Workspace = newWorkspace(host),
): SourceFile {
  const absolute = resolve(host.folder, name);
  const text = readOrExplain(absolute, name);
  return { path: absolute.split(sep).join("/"), text, workspace };
}

export function newWorkspace({ library }: CliHost): Workspace {
  return createWorkspace({ library, read: readText });
}

/** How a path of the analysis is shown: relative to the current folder if it is inside it. */
export function shownPath(path: string, { folder }: CliHost): string {
  const shown = relative(folder, path);
  return shown.startsWith("..") || shown === "" ? path : shown;
}

function readOrExplain(path: string, name: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new UsageError(`There is no file ${name}.`);
  if (stats.isDirectory()) throw new UsageError(`${name} is a folder; name a TypeScript file in it.`);
  // A pipe has no extension.
  if (stats.isFile() && !isScriptName(path))
    throw new UsageError(`${name} is not analysed: only TypeScript and JavaScript files are.`);
  const text = readText(path);
  if (text === undefined) throw new UsageError(`${name} cannot be read.`);
  return text;
}

/** An import may name a file that does not exist; the analysis reports that. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
