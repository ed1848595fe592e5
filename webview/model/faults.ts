import type { WordedProblem } from "../../src/protocol/index.ts";
import type { ItemId } from "./item.ts";
import type { ModelView } from "./model-view.ts";
import { itemsAtSource, visibleMarks } from "./source-marks.ts";

/** What is wrong with an item, or with what is folded away in it. */
export interface Fault {
  /** The gravest of its problems. */
  readonly severity: "error" | "warning";
  readonly problems: readonly WordedProblem[];
}

export type Faults = ReadonlyMap<ItemId, Fault>;

export const noFaults: Faults = new Map();

/** The items that are written where the file has errors and warnings. Notes on what is unknown do not count. */
export function faultsIn({ model, tree }: ModelView, problems: readonly WordedProblem[]): Faults {
  return gather(problems.map((problem) => [itemsAtSource(model.graph, tree, problem), faultOf(problem)]));
}

/** The same at the visible items: a folded group has the faults of all that it hides. */
export function visibleFaults(
  { tree }: ModelView,
  faults: Faults,
  isVisible: (id: ItemId) => boolean,
): Faults {
  return gather([...faults].map(([id, fault]) => [visibleMarks(tree, new Set([id]), isVisible), fault]));
}

/** The errors among them, each once. */
export function errorsIn(faults: Faults): readonly WordedProblem[] {
  const problems = [...faults.values()].flatMap((fault) => fault.problems);
  return [...new Set(problems)].filter(({ severity }) => severity === "error");
}

export function faultWords({ problems }: Fault): string {
  return problems.map(({ message }) => message).join("\n");
}

function faultOf(problem: WordedProblem): Fault | null {
  const { severity } = problem;
  return severity === "error" || severity === "warning" ? { severity, problems: [problem] } : null;
}

function gather(all: readonly (readonly [ReadonlySet<ItemId>, Fault | null])[]): Faults {
  const gathered = new Map<ItemId, Fault>();
  for (const [ids, fault] of all) {
    if (fault === null) continue;
    for (const id of ids) gathered.set(id, joined(gathered.get(id), fault));
  }
  return gathered;
}

function joined(before: Fault | undefined, fault: Fault): Fault {
  if (before === undefined) return fault;
  const severity = before.severity === "error" ? "error" : fault.severity;
  return { severity, problems: [...new Set([...before.problems, ...fault.problems])] };
}
