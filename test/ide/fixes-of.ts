import { type OfferedAction, offeredActions } from "../../src/ide/index.ts";
import { edited } from "../../src/ide/view/text-edits.ts";
import { sourcesOf } from "./view-of.ts";

export interface Fixed extends OfferedAction {
  /** The file once it is applied. */
  readonly text: string;
}

/** What one code action offers anywhere in a file, the first of all first. */
export function fixesOf(text: string, id: string): readonly Fixed[] {
  const offers = offeredActions(sourcesOf(text), { start: 0, end: text.length });
  return offers
    .filter((offer) => offer.id === id)
    .map((offer) => {
      const replacements = offer.edits.map(({ at, text: written }) => ({
        start: at.start,
        end: at.end,
        text: written,
      }));
      return {
        ...offer,
        text: edited(
          text,
          replacements.sort((a, b) => a.start - b.start),
        ),
      };
    });
}
