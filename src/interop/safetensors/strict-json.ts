import { SafetensorsFault } from "./problem.ts";

/** As `JSON.parse` gives it, but objects are maps: a tensor may be called `__proto__`. */
export type Json = string | number | boolean | null | readonly Json[] | ReadonlyMap<string, Json>;

/** A header has three levels; deeper nesting is a mistake or an attack. */
const deepest = 16;

/**
 * JSON whose objects name every key once. `JSON.parse` would quietly keep the last of two tensors of one name. Throws a
 * Fault `header-not-json` or `duplicate-name`.
 */
export function parseStrictJson(text: string): Json {
  const reader: Reader = { text, at: 0 };
  const value = readValue(reader, 0);
  skipSpace(reader);
  if (reader.at < text.length) throw notJson(reader);
  return value;
}

interface Reader {
  readonly text: string;
  at: number;
}

function readValue(reader: Reader, depth: number): Json {
  if (depth > deepest) throw new SafetensorsFault("header-not-json", "The header is nested too deeply.");
  skipSpace(reader);
  const first = reader.text[reader.at];
  if (first === "{") return readObject(reader, depth);
  if (first === "[") return readArray(reader, depth);
  return first === '"' ? readString(reader) : readWord(reader);
}

function readObject(reader: Reader, depth: number): ReadonlyMap<string, Json> {
  const entries = new Map<string, Json>();
  readList(reader, "}", () => {
    const name = readString(reader);
    if (entries.has(name)) throw new SafetensorsFault("duplicate-name", `The header names ${name} twice.`);
    if (!skip(reader, ":")) throw notJson(reader);
    entries.set(name, readValue(reader, depth + 1));
  });
  return entries;
}

function readArray(reader: Reader, depth: number): readonly Json[] {
  const items: Json[] = [];
  readList(reader, "]", () => items.push(readValue(reader, depth + 1)));
  return items;
}

/** The items between a bracket and its `end`, separated by commas. */
function readList(reader: Reader, end: string, readItem: () => unknown): void {
  reader.at++;
  if (skip(reader, end)) return;
  do readItem();
  while (skip(reader, ","));
  if (!skip(reader, end)) throw notJson(reader);
}

function readString(reader: Reader): string {
  skipSpace(reader);
  const start = reader.at;
  if (reader.text[start] !== '"') throw notJson(reader);
  let end = reader.text.indexOf('"', start + 1);
  while (end > 0 && isEscaped(reader.text, end)) end = reader.text.indexOf('"', end + 1);
  if (end < 0) throw notJson(reader);
  reader.at = end + 1;
  return native(reader, reader.text.slice(start, end + 1)) as string;
}

/** Whether an odd number of backslashes precedes the character. */
function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text[first - 1] === "\\") first--;
  return (at - first) % 2 === 1;
}

/** A number, `true`, `false` or `null`. */
function readWord(reader: Reader): Json {
  const word = /[-+.\w]+/y;
  word.lastIndex = reader.at;
  const [found] = word.exec(reader.text) ?? [];
  if (found === undefined) throw notJson(reader);
  reader.at += found.length;
  return native(reader, found) as Json;
}

/** What JSON itself makes of a single token. */
function native(reader: Reader, token: string): unknown {
  try {
    return JSON.parse(token);
  } catch {
    throw notJson(reader);
  }
}

function skip(reader: Reader, character: string): boolean {
  skipSpace(reader);
  if (reader.text[reader.at] !== character) return false;
  reader.at++;
  return true;
}

function skipSpace(reader: Reader): void {
  while (" \t\n\r".includes(reader.text[reader.at] ?? "?")) reader.at++;
}

function notJson({ at }: Reader): SafetensorsFault {
  return new SafetensorsFault("header-not-json", `The header is not JSON, from character ${at} on.`);
}
