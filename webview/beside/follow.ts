import type { Folds } from "../model/folds.ts";
import type { ItemId } from "../model/item.ts";
import { type AppState, foldsOf, setFolds } from "../state/app-state.ts";
import type { Store } from "../state/store.ts";

/**
 * Lets one picture follow another: what is selected and folded there is selected and folded here, as far as it has a partner.
 * Returns what ends it.
 */
export function follow(
  leader: Store<AppState>,
  follower: Store<AppState>,
  partnerOf: ReadonlyMap<ItemId, ItemId>,
): () => void {
  let last = leader.get();
  return leader.subscribe(() => {
    const [before, now] = [last, leader.get()];
    last = now;
    if (now.selected !== before.selected)
      follower.update(selected(partnerOf.get(now.selected ?? "") ?? null));
    if (foldsOf(now) !== foldsOf(before)) follower.update(folded(foldsOf(now), partnerOf));
  });
}

/** Goes there, too. An item that the follower has selected already is where the author is looking. */
function selected(id: ItemId | null): (state: AppState) => AppState {
  return (state) => (state.selected === id ? state : { ...state, selected: id, wanted: id });
}

export function folded(folds: Folds, partnerOf: ReadonlyMap<ItemId, ItemId>): (state: AppState) => AppState {
  return (state) => {
    const own = foldsOf(state);
    const mapped = Object.entries(folds).flatMap(([id, fold]) => {
      const partner = partnerOf.get(id);
      return partner === undefined || own[partner] === fold ? [] : [[partner, fold] as const];
    });
    return mapped.length === 0 ? state : setFolds(() => ({ ...own, ...Object.fromEntries(mapped) }))(state);
  };
}
