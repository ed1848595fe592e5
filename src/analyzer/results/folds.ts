import { type Machine, report } from "../run/machine.ts";

/** Reports the regroupings that fold a batch into features for good. */
export function reportFolds(m: Machine): void {
  for (const { op, at, from, to, batch, isRead, isRestored } of m.folds) {
    if (!isRead || isRestored) continue;
    report(m, { code: "batch-folded", at, data: { from, to, batch }, op: { kind: op, inputs: [from] } });
  }
}
