import { unknownRow } from "../values/held.ts";
import { rowOf } from "../values/join.ts";
import { filled, unknownValue } from "../values/make.ts";
import { argumentsOf } from "../values/rest.ts";
import type { Row, Value } from "../values/value.ts";
import { isPrimitive } from "./host-refusals.ts";
import type { Machine } from "./machine.ts";
import { throwError } from "./throw-error.ts";

/** The arguments that `apply` takes from a list, or from anything else that has a length. */
export function listedArguments(m: Machine, list: Value): readonly Value[] {
  if (isPrimitive(list)) throwError(m, "TypeError", "CreateListFromArrayLike called on non-object");
  const row = rowOfList(m, list);
  m.steps += row.elements.length >> 3;
  return argumentsOf(row).map(filled);
}

function rowOfList(m: Machine, list: Value): Row {
  const row = rowOf(list);
  if (row !== undefined) return row;
  const copy = list.kind === "unknown" ? list : m.intrinsics.callOnNonArray(m, list, "slice", []);
  return (
    rowOf(copy) ?? unknownRow(copy.kind === "unknown" ? copy : unknownValue("Its elements are not known"))
  );
}
