import { channelMismatch } from "./channel-mismatch.ts";
import { concatMismatch } from "./concat-mismatch.ts";
import type { Diagnostic, DiagnosticCode } from "./diagnostic.ts";
import { endlessLoop } from "./endless-loop.ts";
import { featureMismatch } from "./feature-mismatch.ts";
import { groupsDoNotDivide } from "./groups-do-not-divide.ts";
import { invalidAttribute } from "./invalid-attribute.ts";
import { invalidAxis } from "./invalid-axis.ts";
import { kernelExceedsInput } from "./kernel-exceeds-input.ts";
import { missingImport } from "./missing-import.ts";
import { missingMember } from "./missing-member.ts";
import { missingNew } from "./missing-new.ts";
import { modelTooLarge } from "./model-too-large.ts";
import { notATensor } from "./not-a-tensor.ts";
import { notCallable } from "./not-callable.ts";
import { notOptions } from "./not-options.ts";
import { reshapeMismatch } from "./reshape-mismatch.ts";
import { samePaddingNeedsStride1 } from "./same-padding-needs-stride-1.ts";
import { shapeMismatch } from "./shape-mismatch.ts";
import { syntaxError } from "./syntax-error.ts";
import { unboundedRecursion } from "./unbounded-recursion.ts";
import { unknownOption } from "./unknown-option.ts";
import { unsupportedSyntax } from "./unsupported-syntax.ts";
import { wrongInputCount } from "./wrong-input-count.ts";
import { wrongRank } from "./wrong-rank.ts";

export type * from "./diagnostic.ts";

/** Every fault there is words for, one line each: first the ops', then the analyzer's own. */
export const diagnostics = [
  channelMismatch,
  featureMismatch,
  wrongRank,
  shapeMismatch,
  concatMismatch,
  groupsDoNotDivide,
  kernelExceedsInput,
  invalidAttribute,
  invalidAxis,
  samePaddingNeedsStride1,
  reshapeMismatch,
  wrongInputCount,
  syntaxError,
  missingImport,
  endlessLoop,
  unboundedRecursion,
  modelTooLarge,
  unsupportedSyntax,
  notCallable,
  missingNew,
  notOptions,
  unknownOption,
  missingMember,
  notATensor,
] as const satisfies readonly Diagnostic[];

/** Codes that nobody words. While there is one, `findDiagnostic` below does not compile. */
type Unworded = Exclude<DiagnosticCode, (typeof diagnostics)[number]["code"]>;

const byCode: ReadonlyMap<string, Diagnostic> = new Map(diagnostics.map((one) => [one.code, one]));

/** The words for a code. The analyzer yields only codes that are listed, so another one is a bug of ours. */
export function findDiagnostic(code: string): Diagnostic<Exclude<DiagnosticCode, Unworded>> {
  const found = byCode.get(code);
  if (found === undefined) throw new Error(`There are no words for the problem "${code}".`);
  return found;
}
