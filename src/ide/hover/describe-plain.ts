import type { PlainFact } from "../../analyzer/index.ts";
import { cut } from "../../words/index.ts";
import { code } from "./markdown.ts";

const longest = 120;

/** A size or a list of sizes. Other values get no hover, nor do literals, which it would only repeat. */
export function describePlain(facts: readonly PlainFact[], name: string | null): string | null {
  const telling = facts.filter(({ text, dim }) => (dim !== null || text.startsWith("[")) && text !== name);
  if (telling.length === 0) return null;
  const values = [...new Set(telling.map(({ text }) => code(cut(text, longest))))];
  return `${name === null ? "" : `**${code(name)}** `}= ${values.join(" or ")}`;
}
