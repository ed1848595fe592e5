/** A replacement of a stretch of text, as offsets. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const libraryImport = /^import\s*\{([^}]*)\}\s*from\s*["']cnn-blocks["'];?[^\S\n]*\n?/m;

/** What a file imports from the block API: `["F", "nn", "type Tensor"]`. */
export function importedNames(source: string): readonly string[] {
  const list = libraryImport.exec(source)?.[1] ?? "";
  return list
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** The source below its import of the block API. */
export function withoutImports(source: string): string {
  return source.replace(libraryImport, "");
}

/** What has to change so that a file imports these names; undefined where it does so already. */
export function importEdit(text: string, names: readonly string[]): TextEdit | undefined {
  const existing = libraryImport.exec(text);
  if (existing === null) return { start: 0, end: 0, text: importLine(names) + (text === "" ? "" : "\n") };
  const present = importedNames(text);
  const missing = names.filter((name) => !present.some((other) => boundName(other) === boundName(name)));
  if (missing.length === 0) return undefined;
  const start = existing.index;
  return { start, end: start + existing[0].length, text: importLine([...present, ...missing]) };
}

function importLine(names: readonly string[]): string {
  return `import { ${names.join(", ")} } from "cnn-blocks";\n`;
}

/** `type Tensor` and `Tensor` bind the same name; `relu as r` does not bind `relu`. */
function boundName(specifier: string): string {
  const words = specifier.replace(/^type\s+/, "").split(/\s+as\s+/);
  return words.at(-1) ?? specifier;
}
