import type { Gap } from "../../analyzer/index.ts";
import type { Range } from "../../base/index.ts";
import type { KnobValues, TextChange } from "../../protocol/index.ts";
import { inputComment } from "../view/input-comment.ts";
import type { PlacedKnob } from "./knobs.ts";
import type { InputPlace } from "./places.ts";

/** What writes new values into a text, in the order of the text. Values that the text has already need no edit. */
export function editsFor(
  text: string,
  knobs: readonly PlacedKnob[],
  values: KnobValues,
): readonly TextChange[] {
  const edits = new Map<number, Range & { text: string }>();
  const gaps = new Map<string, Filled[]>();
  const sizes: (InputPlace & { readonly value: number })[] = [];
  for (const { id, value: before, places } of knobs) {
    const value = values[id];
    if (value === undefined || value === before) continue;
    for (const place of places) {
      if (place.kind === "gap")
        gaps.set(`${place.at}`, [...(gaps.get(`${place.at}`) ?? []), { ...place, value }]);
      else if (place.kind === "assumed") sizes.push({ ...place, value });
      else {
        const lead = place.kind === "expression" ? place.before : "";
        edits.set(place.range.start, { ...place.range, text: `${lead}${value}` });
      }
    }
  }
  const inserted = [...[...gaps.values()].map(insertion), ...statedInput(text, sizes)];
  return [...edits.values(), ...inserted]
    .sort((left, right) => left.start - right.start)
    .map((edit) => ({ ...edit, before: text.slice(edit.start, edit.end) }));
}

type Filled = Gap & { readonly value: number };

function insertion(filled: readonly Filled[]): Range & { text: string } {
  const [first] = filled;
  if (first === undefined) throw new Error("An edit of nothing.");
  const { at, within, given } = first;
  const list = within === "object" ? filled.map(propertyText) : argumentTexts(filled, first);
  const joined = list.join(", ");
  const lead = given > 0 ? ", " : within === "object" ? " " : "";
  const tail = given === 0 && within === "object" ? " " : "";
  const text = within === "bare" ? `(${joined})` : `${lead}${joined}${tail}`;
  return { start: at, end: at, text };
}

function propertyText({ key, value }: Filled): string {
  return `${key}: ${value}`;
}

/** From the first argument that is left out to the last that changes; those between are passed their defaults. */
function argumentTexts(filled: readonly Filled[], { given, defaults }: Filled): readonly string[] {
  const last = Math.max(...filled.map(({ index }) => index));
  return Array.from({ length: last - given + 1 }, (_, offset) => {
    const index = given + offset;
    const own = filled.filter((one) => one.index === index);
    const whole = own.find(({ key }) => key === null);
    if (whole !== undefined) return `${whole.value}`;
    return own.length > 0 ? `{ ${own.map(propertyText).join(", ")} }` : (defaults[index] ?? "undefined");
  });
}

/** A comment above a class states the input that it was assumed to have. */
function statedInput(
  text: string,
  sizes: readonly (InputPlace & { readonly value: number })[],
): readonly (Range & { text: string })[] {
  const [first] = sizes;
  if (first === undefined) return [];
  const shapes = first.shapes.map((shape, input) =>
    shape
      .map((size, axis) => sizes.find((one) => one.input === input && one.axis === axis)?.value ?? size)
      .join("x"),
  );
  return [inputComment(text, first.at, shapes)];
}
