import { biasBeforeNorm } from "./bias-before-norm.ts";
import { depthwiseAlone } from "./depthwise-alone.ts";
import { heavyLinear } from "./heavy-linear.ts";
import { idleLanes } from "./idle-lanes.ts";
import type { Finding, Lint } from "./lint.ts";
import type { LintedModel } from "./linted-model.ts";
import { missingActivation } from "./missing-activation.ts";
import { normOfOneValue } from "./norm-of-one-value.ts";
import { rowsCutOff } from "./rows-cut-off.ts";
import { shortSightedHead } from "./short-sighted-head.ts";
import { softmaxAtTheEnd } from "./softmax-at-the-end.ts";
import { wideningBottleneck } from "./widening-bottleneck.ts";

export { ignoredLines } from "./ignored.ts";
export type { Finding } from "./lint.ts";
export { lintedModel } from "./linted-model.ts";

/** Every design lint, one line each. */
export const lints: readonly Lint[] = [
  biasBeforeNorm,
  rowsCutOff,
  shortSightedHead,
  heavyLinear,
  missingActivation,
  softmaxAtTheEnd,
  idleLanes,
  normOfOneValue,
  depthwiseAlone,
  wideningBottleneck,
];

const codes: ReadonlySet<string> = new Set(lints.map(({ code }) => code))
  .add("unused-layer")
  .add("dead-branch");

/** Whether a problem is advice, which an author may switch off. What no call reaches, or uses, the analyzer finds. */
export function isAdvice(code: string): boolean {
  return codes.has(code);
}

/** What lints say of a file's models, each place once for a code. */
export function findings(models: readonly LintedModel[]): readonly Finding[] {
  const seen = new Set<string>();
  const found = models.flatMap((model) => lints.flatMap((lint) => lint.find(model)));
  return found.filter(({ code, at }) => {
    const key = `${code} ${at.file} ${at.start} ${at.end}`;
    return !seen.has(key) && seen.add(key);
  });
}
