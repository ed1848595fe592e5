import type { Attrs } from "../../ir/index.ts";
import type { ViewedShapes, ViewRule } from "../op.ts";

/** A changed view, what it views, and how to apply an op to either. */
export interface ChangedView<T> extends ViewedShapes {
  readonly attrs: Attrs;
  /** What is viewed, as it was before; null where that is not known any more. */
  viewed(): T | null;
  readonly changed: T;
  apply(op: string, attrs: Attrs, inputs: readonly T[]): T;
}

/** Whether such a view may be a copy in PyTorch. `isInOrder` says whether the numbers of what it views follow each other in memory. */
export function mayBeCopy(rule: ViewRule<Attrs> | undefined, isInOrder: boolean): boolean {
  return rule?.mayCopy === true && !isInOrder;
}

/** What is viewed, with the view's new numbers in it; null where that is not followed. */
export function putBack<T>(rule: ViewRule<Attrs> | undefined, view: ChangedView<T>): T | null {
  const steps = rule?.putBack(view.attrs, view) ?? null;
  const source = steps === null ? null : view.viewed();
  if (steps === null || source === null) return null;
  const made: T[] = [];
  const given = { source, part: view.changed };
  for (const { op, attrs, inputs } of steps)
    made.push(
      view.apply(
        op,
        attrs,
        inputs.map((input) => (typeof input === "number" ? made[input] : given[input]) as T),
      ),
    );
  return made.at(-1) ?? view.changed;
}
