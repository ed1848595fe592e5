import type { WordedProblem } from "../../src/protocol/index.ts";
import type { ItemId } from "./item.ts";
import type { ModelView } from "./model-view.ts";
import { itemsOfModule, visibleMarks } from "./source-marks.ts";

/** What is wrong with an item, or with what is folded away in it. */
export interface Fault {
  /** The gravest of its problems. */
  readonly severity: "error" | "warning";
  readonly problems: readonly WordedProblem[];
}

export type Faults = ReadonlyMap<ItemId, Fault>;

export const noFaults: Faults = new Map();

/** The items that the errors and warnings of the model are about. Those of what is not drawn are at the model as a whole. */
export function faultsIn({ model, tree }: ModelView): Faults {
  const { graph, faults } = model;
  return gather(
    faults.map(({ problem, nodes, modules }) => {
      const items = [
        ...nodes.flatMap((id) => tree.layerOf[id] ?? []),
        ...modules.flatMap((path) => itemsOfModule(graph, tree, path)),
      ];
      return [new Set(items.length === 0 ? [tree.root] : items), faultOf(problem)];
    }),
  );
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

/** Whether the figures of the model go on with what a layer was declared for, in spite of one of these errors. */
export function assumesDeclared({ model }: ModelView, errors: readonly WordedProblem[]): boolean {
  return model.faults.some((fault) => fault.assumesDeclared && errors.includes(fault.problem));
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
