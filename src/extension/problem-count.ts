import { isNote, plural } from "../words/index.ts";
import type { Analyzed } from "./model-server.ts";

/** How many problems a file has, notes aside, in words too: the same in the status bar and the language status. */
export function problemCount({ problems }: Analyzed): { readonly count: number; readonly words: string } {
  const count = problems.filter((problem) => !isNote(problem)).length;
  return { count, words: count === 0 ? "no problems" : plural(count, "problem") };
}
