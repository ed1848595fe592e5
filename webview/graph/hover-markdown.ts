/**
 * The Markdown that the hovers of `ide` use, and no more of it: paragraphs, line breaks, rules, lists, bold, emphasis, code and
 * links. It is read into plain data, from which elements are made; what it does not know stays text. No HTML is ever made of it,
 * because names in it come from the author's file.
 */
export type Block =
  | { readonly kind: "lines"; readonly lines: readonly (readonly StyledText[])[] }
  | { readonly kind: "list"; readonly items: readonly (readonly StyledText[])[] }
  | { readonly kind: "rule" };

export interface StyledText {
  readonly kind: "text" | "code" | "link";
  readonly text: string;
  readonly bold?: true;
  readonly quiet?: true;
  /** Of a link. */
  readonly address?: string;
}

export function readMarkdown(markdown: string): readonly Block[] {
  return markdown
    .split(/\n{2,}/)
    .filter((part) => part.trim() !== "")
    .map(blockOf);
}

function blockOf(part: string): Block {
  if (part.trim() === "---") return { kind: "rule" };
  const rows = part.split(/ *\n/);
  const isList = rows.every((row) => row.startsWith("- ") || row.startsWith("… "));
  return isList
    ? { kind: "list", items: rows.map((row) => spansOf(row.replace(/^- /, ""))) }
    : { kind: "lines", lines: rows.map((row) => spansOf(row)) };
}

const codes = "`` (?<long>.+?) ``|`(?<code>[^`]+)`";
/** What bold text and emphasis hold: the marks in code mean nothing. */
const inside = "(?:`` .+? ``|`[^`]+`|[^`])+?";

/** Bold text is mostly a name, in which only code is read: a class may be called `_Block_`. */
const markInBold = new RegExp(codes);

/**
 * Longest first. Emphasis is only between words, so that `snake_case` stays as it is, and ends at the first mark that can end it.
 */
const mark = new RegExp(
  [
    `\\*\\*(?<bold>${inside})\\*\\*`,
    codes,
    "\\[(?<words>[^\\]]+)\\]\\((?<address>[^)\\s]+)\\)",
    `(?<![\\w*])_(?![_\\s])(?<quiet>${inside})(?<![_\\s])_(?!\\w)`,
  ].join("|"),
);

type Look = Pick<StyledText, "bold" | "quiet">;

function spansOf(text: string, look: Look = {}): readonly StyledText[] {
  const found = (look.bold ? markInBold : mark).exec(text);
  if (found === null) return text === "" ? [] : [{ kind: "text", text, ...look }];
  const before = text.slice(0, found.index);
  return [
    ...(before === "" ? [] : [{ kind: "text", text: before, ...look } as const]),
    ...marked(found, look),
    ...spansOf(text.slice(found.index + found[0].length), look),
  ];
}

function marked({ 0: whole, groups = {} }: RegExpExecArray, look: Look): readonly StyledText[] {
  const { bold, long, code = long, words = "", address, quiet } = groups;
  if (bold !== undefined) return spansOf(bold, { ...look, bold: true });
  if (code !== undefined) return [{ kind: "code", text: code, ...look }];
  if (quiet !== undefined) return spansOf(quiet, { ...look, quiet: true });
  if (address?.startsWith(documentation)) return [{ kind: "link", text: words, address, ...look }];
  return [{ kind: "text", text: whole, ...look }];
}

/** Hovers lead nowhere else. */
const documentation = "https://docs.pytorch.org/";
