import { useMemo } from "react";
import type { ModelView } from "../model/model-view.ts";
import { CategoryIcon } from "./icons.tsx";

/** The kinds of op in the model, and the meaning of line and box styles: a line below the graph that opens and closes. */
export function Legend({ view }: { readonly view: ModelView }) {
  const categories = useMemo(
    () => [...new Set(Object.values(view.model.ops).map(({ category }) => category))],
    [view],
  );
  return (
    <details className="legend">
      <summary>Legend</summary>
      <ul>
        {categories.map((category) => (
          <li key={category} data-category={category}>
            <span className="node-icon">
              <CategoryIcon category={category} />
            </span>
            {category}
          </li>
        ))}
        <li>
          <svg className="legend-line" viewBox="0 0 24 8" aria-hidden="true">
            <path className="edge skip" d="M1 4H23" />
          </svg>
          skip connection
        </li>
        <li>
          <svg className="legend-line" viewBox="0 0 24 8" aria-hidden="true">
            <path className="edge part" d="M1 4H23" />
          </svg>
          part of a concatenation
        </li>
        <li>
          <span className="legend-stack" />
          folded block
        </li>
        <li className="hint">
          <span>
            <kbd>←↑↓→</kbd> move, <kbd>Home</kbd> and <kbd>End</kbd> to the first and last, <kbd>Enter</kbd>{" "}
            shows the source, <kbd>Space</kbd> folds, <kbd>F</kbd> shows a block alone, <kbd>Backspace</kbd>{" "}
            goes back
          </span>
        </li>
      </ul>
    </details>
  );
}
