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
