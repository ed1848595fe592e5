import type { Identifier } from "../syntax/index.ts";
import { noteRead, touch } from "../values/journal.ts";
import { undefinedValue, unknownValue } from "../values/make.ts";
import { resolve, scopeAt } from "../values/names.ts";
import type { Assign, Evaluate, Value } from "../values/value.ts";
import { authorPlace, type Context } from "./context.ts";

/** The names of the host that every file has; see intrinsics/globals. */
export type Globals = ReadonlyMap<string, Value>;

export function compileIdentifier(globals: Globals) {
  return (c: Context, node: Identifier): Evaluate => {
    const name = node.text;
    const local = readLocal(c, name, node);
    if (local !== undefined) return local;
    const imported = c.imports.get(name);
    if (imported !== undefined) return imported;
    const known = globals.get(name);
    if (known !== undefined) return () => known;
    const unknown = unknownValue(
      name === "" ? "It is not written yet" : `${name} is not known`,
      authorPlace(c, node),
    );
    return () => unknown;
  };
}

/** Reads a variable of the file, or undefined where none of that name is in sight. */
export function readLocal(c: Context, name: string, node: Identifier | null = null): Evaluate | undefined {
  const found = resolve(c.names, name);
  if (found === undefined) return undefined;
  const { depth, slot } = found;
  const early = unknownValue(`${name} has no value here yet`, node === null ? null : authorPlace(c, node));
  const { journal } = c.m;
  return (scope) => {
    const at = depth === 0 ? scope : scopeAt(scope, depth);
    if (journal.watch !== null) noteRead(journal, at);
    return at.slots[slot] ?? early;
  };
}

/** Writes a variable of the file; names from elsewhere cannot be written. */
export function writeLocal(c: Context, name: string): Assign {
  const found = resolve(c.names, name);
  if (found === undefined) return () => undefined;
  const { depth, slot } = found;
  const { journal } = c.m;
  return (scope, value) => {
    const at = depth === 0 ? scope : scopeAt(scope, depth);
    touch(journal, at);
    at.slots[slot] = value;
  };
}

/** `this`, where there is one. */
export function compileThis(c: Context): Evaluate {
  return readLocal(c, "this") ?? (() => undefinedValue);
}
