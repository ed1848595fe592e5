import type { UnknownFact } from "../../analyzer/index.ts";
import type { FileRange } from "../../base/index.ts";
import type { View } from "../view/view.ts";
import { code, lines } from "./markdown.ts";

/** Why a value is unknown, and where that began. */
export function describeUnknown(
  view: View,
  facts: readonly UnknownFact[],
  name: string | null,
): string | null {
  const reasons = [...new Set(facts.map((fact) => unknownWords(view, fact)))];
  if (reasons.length === 0) return null;
  return lines(`${name === null ? "" : `**${code(name)}** `}unknown`, ...reasons);
}

/** `nn has no NoSuchNorm (line 5)` */
export function unknownWords(view: View, { reason, because = null }: Unknown): string {
  const place = because ?? firstPlace(view, reason);
  if (place === null) return reason;
  const line = view.lineOf(place);
  const inOther = place.file === view.analysis.file ? "" : ` of ${code(baseName(place.file))}`;
  return line === null ? reason : `${reason} (line ${line}${inOther})`;
}

interface Unknown {
  readonly reason: string;
  readonly because?: FileRange | null;
}

/** The first expression of the file that is unknown for this reason; later ones follow from it. */
function firstPlace({ analysis }: View, reason: string): FileRange | null {
  const first = analysis.facts.find(({ values }) =>
    values.some((value) => value.kind === "unknown" && value.reason === reason),
  );
  return first === undefined ? null : { file: analysis.file, ...first.range };
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf("/") + 1);
}
