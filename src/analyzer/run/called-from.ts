import { covers, type FileRange } from "../../base/index.ts";
import type { RelatedPlace } from "../analysis.ts";
import type { Frame } from "../values/value.ts";

/** The author's calls that led to a place, innermost first, without those that contain the place. */
export function calledFrom(
  frame: Frame | null,
  at: FileRange,
  kind: "constructed" | "called-from" = "called-from",
): readonly RelatedPlace[] {
  const places: RelatedPlace[] = [];
  for (let outer = frame; outer !== null && places.length < 3; outer = outer.outer) {
    if (!covers(outer.place, at)) places.push({ at: outer.place, data: { kind } });
  }
  return places;
}

/** Where the machine is, and the imports because of which the present file runs, outermost first. */
interface Underway {
  readonly frame: Frame | null;
  readonly imports: readonly FileRange[];
}

/** The calls that led to a problem, innermost first, then the imports that let the file run. */
export function wayTo({ frame, imports }: Underway, at: FileRange): readonly RelatedPlace[] {
  const imported = imports.map((place) => ({ at: place, data: { kind: "imported-from" } as const }));
  return [...calledFrom(frame, at), ...imported.reverse()];
}
