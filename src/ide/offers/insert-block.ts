import { endOfImports, parseFile, topLevelStatements } from "../../analyzer/index.ts";
import type { InsertBlockRequest, InsertedBlock } from "../../protocol/index.ts";
import { codeSnippets } from "../../words/index.ts";
import { snippetsFor } from "./snippet-code.ts";

/** How the code of a named block or net comes into a file as the author's own: imports first, then the code at a free place. */
export function insertBlock(
  { text, line, name }: InsertBlockRequest,
  snippets: Readonly<Record<string, string>>,
): InsertedBlock {
  const source = snippets[codeSnippets.find((one) => one.name === name)?.file ?? ""] ?? "";
  const file = parseFile("file.ts", text);
  const code = snippetsFor(file)(parseFile("block.ts", source), name);
  const { imports } = code;
  const imported = [...imports]
    .sort((left, right) => right.at - left.at)
    .reduce((whole, edit) => whole.slice(0, edit.at) + edit.text + whole.slice(edit.at), text);
  const { at, before } = freePlace(imported, line + lineCount(imported) - lineCount(text));
  return { imports, at, snippet: before + code.text };
}

/** A place between two statements of the file, with the line breaks that a new one needs before it. */
interface FreePlace {
  readonly at: number;
  readonly before: string;
}

/** The first empty line at or below a line that lies in no statement and below all imports; else the end of the file. */
function freePlace(text: string, from: number): FreePlace {
  const file = parseFile("file.ts", text);
  const statements = topLevelStatements(file);
  const first = endOfImports(file);
  const lines = text.split("\n");
  let at = 0;
  for (const [index, line] of lines.entries()) {
    const start = at;
    at += line.length + 1;
    const isFree =
      start >= first && line.trim() === "" && !statements.some((one) => one.start < start && start < one.end);
    if (index < from || !isFree) continue;
    const before = index > 0 && lines[index - 1]?.trim() !== "" ? "\n" : "";
    return { at: start + line.trimEnd().length, before };
  }
  return { at: text.length, before: "\n\n" };
}

function lineCount(text: string): number {
  return text.split("\n").length;
}
