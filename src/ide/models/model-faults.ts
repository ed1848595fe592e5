import type { Model, PlacedProblem } from "../../analyzer/index.ts";
import { type Dim, isUnknown } from "../../ir/index.ts";
import { severityOf } from "../../problems/index.ts";
import type { ModelFault } from "../../protocol/index.ts";
import { declaredWords } from "../../words/index.ts";
import type { View } from "../view/view.ts";
import { type Owners, ownersOf } from "./problem-owners.ts";

/** An error or a warning, and what of one model it is about. */
export interface PlacedFault extends Omit<ModelFault, "problem"> {
  readonly placed: PlacedProblem;
}

/** Notes on what is unknown, and advice, do not count. */
export function modelFaults(view: View, model: Model): readonly PlacedFault[] {
  // A part that runs alone is a model which the analysis does not list.
  const isListed = view.analysis.models.includes(model);
  return (isListed ? ownedIn(view) : ownedBy([model], view)).flatMap(({ placed, owners }) => {
    const own = owners.get(model);
    if (own === undefined) return [];
    return [
      { placed, ...own, assumesDeclared: severityOf(placed) === "error" && goesOn(model, own, placed) },
    ];
  });
}

interface OwnedProblem {
  readonly placed: PlacedProblem;
  readonly owners: ReadonlyMap<Model, Owners>;
}

/** Looked for once for all models of a view. */
function ownedIn(view: View): readonly OwnedProblem[] {
  const found = owned.get(view) ?? ownedBy(view.analysis.models, view);
  owned.set(view, found);
  return found;
}

const owned = new WeakMap<View, readonly OwnedProblem[]>();

function ownedBy(models: readonly Model[], view: View): readonly OwnedProblem[] {
  return view
    .problems()
    .filter((placed) => ["error", "warning"].includes(severityOf(placed)))
    .map((placed) => ({ placed, owners: ownersOf(models, placed) }));
}

/** How many errors a model has, and what its figures go on from; null for a model without one. */
export function declaredNote(view: View, model: Model): string | null {
  const errors = modelFaults(view, model).filter(({ placed }) => severityOf(placed) === "error");
  return declaredWords(
    errors.length,
    errors.some(({ assumesDeclared }) => assumesDeclared),
  );
}

/** Whether a layer refused its input, and what it was declared for says what it gives all the same. */
function goesOn({ graph }: Model, { nodes }: Owners, { op }: PlacedProblem): boolean {
  if (op === null || op.inputs.length === 0) return false;
  return nodes.some((id) => {
    const node = graph.nodes[id];
    return node !== undefined && node.owner !== null && !node.shape.some((dim: Dim) => isUnknown(dim));
  });
}
