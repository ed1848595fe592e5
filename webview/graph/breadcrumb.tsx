import { around } from "../model/folds.ts";
import { itemAt } from "../model/item.ts";
import { focusInView, focusOn } from "../state/app-state.ts";
import { useApp, usePage } from "../state/page.ts";

/** The way to the block that is looked at alone, from the model inwards; nothing while the whole model is drawn. */
export function Breadcrumb() {
  const { store } = usePage();
  const view = useApp((state) => state.view);
  const focus = useApp(focusInView);
  if (view === null || focus === null) return null;
  const groups = [...around(view.tree, focus)].reverse().map((id) => itemAt(view.tree, id));
  const last = itemAt(view.tree, focus);
  return (
    <nav className="breadcrumb" aria-label="Block in view">
      <ol>
        <li>
          <button type="button" onClick={() => store.update(focusOn(null))}>
            {view.model.name}
          </button>
        </li>
        {groups.map(({ id, name }) => (
          <li key={id}>
            <button type="button" onClick={() => store.update(focusOn(id))}>
              {name}
            </button>
          </li>
        ))}
        <li aria-current="location">
          {last.name} {last.kind === "group" && <span className="quiet">{last.className}</span>}
        </li>
      </ol>
    </nav>
  );
}
