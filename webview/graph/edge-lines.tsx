import { memo, useMemo } from "react";
import type { PlacedGraph, Point } from "../layout/placed-graph.ts";
import type { Faults } from "../model/faults.ts";
import type { ItemId } from "../model/item.ts";
import type { VisibleEdge } from "../model/visible-graph.ts";
import type { Drawing } from "./drawing.ts";
import type { EdgeLabel } from "./edge-labels.ts";
import { overlap, type Rectangle } from "./free-space.ts";
import { rounded } from "./rounded.ts";
import { useSight } from "./use-sight.ts";

export interface EdgeLinesProps {
  readonly drawing: Drawing;
  /** The lines of this item are emphasized. */
  readonly selected: ItemId | null;
  /** Lines that lead to an item with an error are marked like it. */
  readonly faults: Faults;
  /** The shapes beside the lines; none where the boxes show them. */
  readonly labels: readonly EdgeLabel[];
}

/** All lines in one drawing, along the routes of the layout. Skip connections are dashed; what is concatenated has a line of its own colour. */
export const EdgeLines = memo(function EdgeLines({ drawing, selected, faults, labels }: EdgeLinesProps) {
  const { graph, placed } = drawing;
  const bounds = useMemo(() => boundsOf(placed), [placed]);
  const paths = useMemo(() => pathsOf(placed), [placed]);
  const sight = useSight();
  const inSight = (edge: VisibleEdge): boolean =>
    graph.edges.length <= manyLines || overlap(bounds.get(edge.id) ?? sight, sight);
  return (
    <svg className="edges" width={placed.width} height={placed.height} aria-hidden="true">
      <defs>
        <ArrowHead id="arrow" />
        <ArrowHead id="arrow-skip" />
        <ArrowHead id="arrow-part" />
        <ArrowHead id="arrow-lit" />
        <ArrowHead id="arrow-faulty" />
      </defs>
      {graph.edges.filter(inSight).map((edge) => {
        const form = formOf(edge, selected, faults);
        const head = form === "" ? "arrow" : `arrow-${form}`;
        return (
          <path
            key={edge.id}
            className={classes(edge, form)}
            d={paths(edge.id)}
            markerEnd={`url(#${head})`}
          />
        );
      })}
      {labels
        .filter(({ edge }) => inSight(edge))
        .map(({ edge, text, at, anchor }) => (
          <text
            key={edge.id}
            className={`label ${classes(edge, formOf(edge, selected, faults))}`}
            x={at.x}
            y={at.y}
            textAnchor={anchor}
          >
            {text}
          </text>
        ))}
    </svg>
  );
});

/** Of fewer lines all are drawn, also those out of sight. */
const manyLines = 300;

function boundsOf(placed: PlacedGraph): ReadonlyMap<string, Rectangle> {
  return new Map([...placed.routes].map(([edge, points]) => [edge, around(points)]));
}

/** The way of each line, written out when it first comes into sight: moving the picture brings most of them again. */
function pathsOf(placed: PlacedGraph): (edge: string) => string {
  const written = new Map<string, string>();
  return (edge) => {
    const path = written.get(edge) ?? rounded(placed.routes.get(edge) ?? []);
    written.set(edge, path);
    return path;
  };
}

function around(points: readonly Point[]): Rectangle {
  const [first = { x: 0, y: 0 }] = points;
  let [left, top, right, bottom] = [first.x, first.y, first.x, first.y];
  for (const { x, y } of points) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function classes({ skip, part }: VisibleEdge, form: Form): string {
  const mark = form === "lit" || form === "faulty" ? ` ${form}` : "";
  return `edge${part ? " part" : skip ? " skip" : ""}${mark}`;
}

type Form = "faulty" | "lit" | "skip" | "part" | "";

function formOf({ source, target, skip, part }: VisibleEdge, selected: ItemId | null, faults: Faults): Form {
  if (faults.get(target)?.severity === "error") return "faulty";
  if (source === selected || target === selected) return "lit";
  if (part) return "part";
  return skip ? "skip" : "";
}

function ArrowHead({ id }: { readonly id: string }) {
  return (
    <marker
      id={id}
      className={id}
      viewBox="0 0 8 8"
      refX="7"
      refY="4"
      markerUnits="userSpaceOnUse"
      markerWidth="9"
      markerHeight="9"
      orient="auto"
    >
      <path d="M1 1 7 4 1 7" />
    </marker>
  );
}
