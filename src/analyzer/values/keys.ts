import type { SymbolValue } from "./value.ts";

/*
 * Properties under symbols and private names are kept beside the others. Their keys begin as no name does that an author
 * writes, and no listing shows them.
 */
const mark = "\0";

const sharedMark = `${mark}@for `;

/** The key of `#name` in a class. */
export function privateKey(name: string): string {
  return `${mark}${name}`;
}

/** A symbol that no other number gives. */
export function newSymbol(number: number, description: string | undefined): SymbolValue {
  return symbolOf(`${mark}@${number}${description === undefined ? "" : ` ${description}`}`);
}

/** Whether a symbol was given a description, be it an empty one. */
export function isDescribed({ key }: SymbolValue): boolean {
  return key.includes(" ");
}

/** The text for which `Symbol.for` gives this symbol. */
export function sharedText({ key, description }: SymbolValue): string | undefined {
  return key.startsWith(sharedMark) ? description : undefined;
}

/** The symbol that `Symbol.for` gives for a text, wherever it is asked. */
export function sharedSymbol(text: string): SymbolValue {
  return symbolOf(`${sharedMark}${text}`);
}

/** The key of a symbol that the language itself asks for: `Symbol.iterator`. */
export function wellKnownKey(name: string): string {
  return `${wellKnownMark}${name}`;
}

const wellKnownMark = `${mark}@is Symbol.`;

/** Under which a thing gives what walks through it. */
export const iteratorKey = wellKnownKey("iterator");

export function isWellKnownKey(key: string): boolean {
  return key.startsWith(wellKnownMark);
}

/** A key as sentences name it: `[Symbol.iterator]`, `#hidden`. */
export function printKey(key: string): string {
  if (!isHiddenKey(key)) return key;
  return isSymbolKey(key) ? `[${symbolOf(key).description || "Symbol()"}]` : key.slice(mark.length);
}

/** The symbol of a symbol's key. */
export function symbolOf(key: string): SymbolValue {
  const at = key.indexOf(" ");
  return { kind: "symbol", key, description: at < 0 ? "" : key.slice(at + 1) };
}

export function isHiddenKey(key: string): boolean {
  return key.charCodeAt(0) === 0;
}

/** Whether a hidden key is a symbol's. */
export function isSymbolKey(key: string): boolean {
  return isHiddenKey(key) && key[1] === "@";
}
