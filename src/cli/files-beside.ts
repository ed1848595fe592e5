import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { besideName } from "../words/index.ts";
import type { CliOptions } from "./cli-options.ts";
import type { CliHost } from "./host.ts";

/** A file that belongs to a run, by its name on the command line or because it stands beside the model's. */
export interface RunFile {
  /** As written, or as the model's file is written. */
  readonly name: string;
  readonly origin: "given" | "beside";
}

/** What an option says in the place of a file, so that none is taken. */
const noFile = { weights: "random", classes: "none" } as const;

/** The file of `--weights` or `--classes`, else the one beside the model's file, as in the preview; null without one. */
export function runFile(
  kind: keyof typeof noFile,
  { file, [kind]: given }: CliOptions,
  { folder }: CliHost,
): RunFile | null {
  if (given === noFile[kind]) return null;
  if (given !== null) return { name: given, origin: "given" };
  const name = besideName(file, kind);
  return name !== file && existsSync(resolve(folder, name)) ? { name, origin: "beside" } : null;
}
