import { libraryName } from "../../base/index.ts";
import type { Problem } from "../../problems/index.ts";
import { limitAfterError } from "../run/ceiling.ts";
import { type Machine, report } from "../run/machine.ts";
import { namesUsedAsValues } from "../syntax/index.ts";
import { isJson } from "./json-file.ts";
import type { Resolution } from "./resolve.ts";
import type { SourceFile } from "./source-file.ts";

/** What keeps a file from being read. */
export function faultOf(resolution: Resolution, specifier: string): Problem | undefined {
  if (resolution.kind === "missing") return { code: "missing-import", data: { specifier } };
  if (resolution.kind === "misspelt")
    return { code: "misspelt-package", data: { specifier, meant: libraryName } };
  if (resolution.kind !== "json" || isJson(resolution.text)) return undefined;
  return { code: "thrown", data: { message: `${specifier} is not valid JSON` } };
}

/** Whether the file takes a value from an import. Where only types are used, the other file need not be there. */
export function isNeeded({ parsed }: SourceFile, locals: readonly string[] | null): boolean {
  return locals === null || locals.some((local) => namesUsedAsValues(parsed).has(local));
}

export function reportSyntaxError(m: Machine, { parsed: { firstError } }: SourceFile): void {
  if (firstError === null) return;
  limitAfterError(m);
  report(m, { code: "syntax-error", at: firstError.at, data: { message: firstError.message } });
}
