import type { SymbolValue } from "./value.ts";

/*
 * Properties under symbols and private names are kept beside the others. Their keys begin as no name does that an author
 * writes, and no listing shows them.
 */
const mark = "\0";

/** The key of `#name` in a class. */
export function privateKey(name: string): string {
  return `${mark}${name}`;
}

/** A symbol that no other number gives. */
export function newSymbol(number: number, description: string): SymbolValue {
  return symbolOf(`${mark}@${number} ${description}`);
}

/** The symbol that `Symbol.for` gives for a text, wherever it is asked. */
export function sharedSymbol(text: string): SymbolValue {
  return symbolOf(`${mark}@for ${text}`);
}

/** The key of a symbol that the language itself asks for: `Symbol.iterator`. */
export function wellKnownKey(name: string): string {
  return `${mark}@is Symbol.${name}`;
}

/** The symbol of a symbol's key. */
export function symbolOf(key: string): SymbolValue {
  return { kind: "symbol", key, description: key.slice(key.indexOf(" ") + 1) };
}

export function isHiddenKey(key: string): boolean {
  return key.charCodeAt(0) === 0;
}

/** Whether a hidden key is a symbol's. */
export function isSymbolKey(key: string): boolean {
  return isHiddenKey(key) && key[1] === "@";
}
