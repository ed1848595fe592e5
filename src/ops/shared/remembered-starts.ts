import type { Attrs, AttrValue, Start } from "../../ir/index.ts";

/*
 * What tensors start from, by how it was calculated. While an author types, the same tables are asked for with every keystroke, and
 * the blocks of one stage ask for equal ones: Swin's masks are a million calculations.
 */

const starts = new Map<string, Start | null>();

/** How many numbers, and letters of their texts, are remembered in all. */
const mostNumbers = 500_000;

let numbers = 0;

/** What was calculated under this text before, or is now. */
export function remembered(text: string, calculate: () => Start | null): Start | null {
  const known = starts.get(text);
  const start = known === undefined ? calculate() : known;
  // Whatever is asked for again becomes the newest.
  if (!starts.delete(text)) numbers += weightOf(text, start);
  starts.set(text, start);
  forgetOldest();
  return start;
}

function forgetOldest(): void {
  for (const [text, start] of starts) {
    if (numbers <= mostNumbers) return;
    starts.delete(text);
    numbers -= weightOf(text, start);
  }
}

/** A long text takes room as well. */
function weightOf(text: string, start: Start | null): number {
  return text.length + (start?.numbers.length ?? 0);
}

/** A value as a text that no other value has. JSON would make one text of 0 and -0, and of all that is not finite. */
export function textOf(value: AttrValue | Attrs | Start): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : String(value);
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`;
  return `{${Object.entries(value)
    .map(([name, part]) => `${name}:${textOf(part as AttrValue)}`)
    .join()}}`;
}
