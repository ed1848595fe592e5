import type { Analysis, Fact, ModuleFact } from "../../analyzer/index.ts";
import { type Range, sameRange } from "../../base/index.ts";

/** What a construction with exactly this range makes, one for each time it is evaluated. */
export function modulesAt({ facts }: Analysis, construction: Range): readonly ModuleFact[] {
  const isIt = ({ range, role }: Fact) => role === "construction" && sameRange(range, construction);
  return facts
    .filter(isIt)
    .flatMap(({ values }) => values.filter((value): value is ModuleFact => value.kind === "module"));
}
