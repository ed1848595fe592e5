import type { UnknownFact } from "../../analyzer/index.ts";
import type { View } from "../view.ts";
import { code, lines } from "./markdown.ts";

/** Why nobody can tell, and where that began. */
export function describeUnknown(
  view: View,
  facts: readonly UnknownFact[],
  name: string | null,
): string | null {
  const reasons = [...new Set(facts.map((fact) => sentence(view, fact)))];
  if (reasons.length === 0) return null;
  return lines(`${name === null ? "" : `**${code(name)}** `}unknown`, ...reasons);
}

function sentence(view: View, { reason, because }: UnknownFact): string {
  if (because === null) return reason;
  const line = view.lineOf(because);
  const inOther = because.file === view.analysis.file ? "" : ` of ${code(baseName(because.file))}`;
  return line === null ? reason : `${reason} (line ${line}${inOther})`;
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf("/") + 1);
}
