import type { ReactNode } from "react";
import { categoryDrawing } from "./category-drawings.ts";

/** Drawn on a grid of 16 × 16, in the colour of the surrounding text. */
function Glyph({ children }: { readonly children: ReactNode }) {
  return (
    <svg className="glyph" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {children}
    </svg>
  );
}

/** An icon for each kind of op, so that colour is never the only sign. */
export function CategoryIcon({ category }: { readonly category: string }) {
  return (
    <Glyph>
      {categoryDrawing(category).map(({ d, solid, dashes }) => (
        <path key={d} d={d} className={solid ? "solid" : undefined} strokeDasharray={dashes} />
      ))}
    </Glyph>
  );
}

export function Chevron({ open }: { readonly open: boolean }) {
  return (
    <Glyph>
      <path d={open ? "M4 6l4 4 4-4" : "M6 4l4 4-4 4"} />
    </Glyph>
  );
}

export type ActionIconName =
  | "play"
  | "stop"
  | "block"
  | "compare"
  | "unfold"
  | "fold"
  | "fit"
  | "plus"
  | "minus"
  | "close"
  | "source"
  | "panel"
  | "export"
  | "view"
  | "graph"
  | "table";

export function ActionIcon({ name }: { readonly name: ActionIconName }) {
  return <Glyph>{<path className={filled.has(name) ? "solid" : undefined} d={actions[name]} />}</Glyph>;
}

const filled: ReadonlySet<ActionIconName> = new Set(["play", "stop"]);

const actions: Readonly<Record<ActionIconName, string>> = {
  play: "M4.5 2.8v10.4L13 8z",
  stop: "M4 4h8v8H4z",
  block: "M2.5 5.5 8 2.5l5.5 3v5.5L8 14l-5.5-3zM2.5 5.5 8 8.5l5.5-3M8 8.5V14",
  compare: "M2.5 3.5h4.5v9H2.5zM9 3.5h4.5v9H9zM2.5 6.5H7M9 9.5h4.5",
  unfold: "M4.5 6 8 2.5 11.5 6M4.5 10 8 13.5 11.5 10",
  fold: "M4.5 2.5 8 6l3.5-3.5M4.5 13.5 8 10l3.5 3.5",
  fit: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  close: "M4 4l8 8M12 4l-8 8",
  view: "M2.5 4.5h6M12 4.5h1.5M2.5 11.5H4M7.5 11.5h6M8.5 3v3h2.5V3zM4.5 10v3H7v-3z",
  graph: "M5.5 2.5h5v3h-5zM2 10.5h5v3H2zM9 10.5h5v3H9zM8 5.5V8M4.5 10.5V8h7v2.5",
  table: "M2.5 3h11v10h-11zM2.5 6.3h11M2.5 9.7h11M6.5 6.3V13",
  export: "M8 10V2.5M5 5.2 8 2.2l3 3M3 8.5v5h10v-5",
  panel: "M2.5 3h11v10h-11zM9.5 3v10",
  source: "M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5",
};
