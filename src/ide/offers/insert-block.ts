import {
  endOfImports,
  importEdits,
  importedNames,
  libraryImports,
  type ParsedFile,
  parseFile,
  placesOfName,
  topLevelStatements,
} from "../../analyzer/index.ts";
import type { InsertBlockRequest, InsertedBlock } from "../../protocol/index.ts";

/** How a named block's code comes into a file as the author's own: imports first, then the class at a free place. */
export function insertBlock({ text, line, source, name }: InsertBlockRequest): InsertedBlock {
  const block = parseFile("block.ts", source);
  const imports = importEdits(parseFile("file.ts", text), importedNames(block));
  const imported = [...imports]
    .sort((left, right) => right.at - left.at)
    .reduce((whole, edit) => whole.slice(0, edit.at) + edit.text + whole.slice(edit.at), text);
  const { at, before } = freePlace(imported, line + lineCount(imported) - lineCount(text));
  return { imports, at, snippet: before + asSnippet(block, name) };
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

/** The class in an editor's snippet, whose name can be typed over in every place at once. */
function asSnippet(block: ParsedFile, name: string): string {
  const { text } = block;
  const skipped = Math.max(0, ...libraryImports(block).map(({ end }) => end));
  const places = placesOfName(block, name).filter(({ start }) => start >= skipped);
  const ends = [...places.map(({ start }) => start), text.length];
  const starts = [skipped, ...places.map(({ end }) => end)];
  const parts = starts.map((start, index) => escaped(text.slice(start, ends[index])));
  return `${parts.join(`\${1:${name}}`).trim()}\n$0`;
}

/** The signs that mean something in a snippet. */
function escaped(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

function lineCount(text: string): number {
  return text.split("\n").length;
}
