import type { Dim } from "./dim.ts";
import type { Attrs, AttrValue } from "./graph.ts";
import { type SymbolBindings, substitute } from "./substitute.ts";

/** The attributes with symbols replaced, wherever in them a size stands; symbols without a binding stay. */
export function substituteAttrs(attrs: Attrs, bindings: SymbolBindings): Attrs {
  return Object.fromEntries(Object.entries(attrs).map(([key, value]) => [key, replaced(value, bindings)]));
}

function replaced(value: AttrValue, bindings: SymbolBindings): AttrValue {
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map((part) => replaced(part, bindings));
  return substitute(value, bindings);
}

function isList(value: Dim | readonly AttrValue[]): value is readonly AttrValue[] {
  return Array.isArray(value);
}
