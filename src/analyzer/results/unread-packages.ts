import { isUnknown } from "../../ir/index.ts";
import type { Model } from "../analysis.ts";
import type { Program } from "../program/program.ts";
import { report } from "../run/machine.ts";

/** Reports packages of which something was asked, unless all is known of the file's models in spite of them. */
export function reportUnread({ m, unread }: Program, models: readonly Model[]): void {
  if (models.length > 0 && models.every(isKnown)) return;
  for (const [specifier, at] of unread) report(m, { code: "unread-package", at, data: { specifier } });
}

function isKnown({ graph }: Model): boolean {
  return graph.unknowns.length === 0 && !graph.nodes.some(({ shape }) => shape.some(isUnknown));
}
