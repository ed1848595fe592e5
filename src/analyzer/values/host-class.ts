import type { Value } from "./value.ts";

const ofKind: Readonly<Partial<Record<Value["kind"], string>>> = {
  map: "Map",
  set: "Set",
  function: "Function",
  native: "Function",
  class: "Function",
  string: "String",
  number: "Number",
  boolean: "Boolean",
  undecided: "Boolean",
  symbol: "Symbol",
  bigint: "BigInt",
};

/** The name of the host's class that all values of a kind belong to; undefined for objects, and for what belongs to none. */
export function hostClassOf(value: Value): string | undefined {
  if (value.kind === "array") return value.isArguments ? "Object" : (value.typed ?? "Array");
  const isWeak = (value.kind === "map" || value.kind === "set") && value.isWeak === true;
  return isWeak ? `Weak${ofKind[value.kind]}` : ofKind[value.kind];
}
