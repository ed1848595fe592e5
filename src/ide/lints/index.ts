import { biasBeforeNorm } from "./bias-before-norm.ts";
import { depthwiseAlone } from "./depthwise-alone.ts";
import { heavyLinear } from "./heavy-linear.ts";
import { idleLanes } from "./idle-lanes.ts";
import type { Finding, Lint } from "./lint.ts";
import { type LintedModel, placeKey } from "./linted-model.ts";
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

/** What lints say. */
export const lintCodes = lints.map(({ code }) => code);

/** What no call reaches and what nothing uses is advice, too; the analyzer finds it. */
const advice: ReadonlySet<string> = new Set([...lintCodes, "unused-layer", "dead-branch"]);

/** Whether a problem is advice, which an author may switch off. */
export function isAdvice(code: string): boolean {
  return advice.has(code);
}

/** What lints say of a file's models, each place once for a code. */
export function findings(models: readonly LintedModel[]): readonly Finding[] {
  return lints.flatMap((lint) => {
    const done = new Set(models.flatMap((model) => lint.needed?.(model) ?? []).map(placeKey));
    return models
      .flatMap((model) => lint.find(model))
      .filter(({ at }) => !done.has(placeKey(at)) && done.add(placeKey(at)));
  });
}
