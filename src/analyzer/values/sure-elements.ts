import type { ArrayValue, Row, Value } from "./value.ts";

/*
 * Of a list in which unknown elements stand between known ones, the known ones are certainly there, once and in this order,
 * although not at a known index: the modules of a model of which one layer is unknown. A loop follows them as what they are.
 */

const sureIn = new WeakMap<Row, { readonly changed: number; readonly known: ReadonlySet<Value> }>();

/** Says that these elements of a new list are certainly there. */
export function rememberSure(array: ArrayValue, known: ReadonlySet<Value>): void {
  sureIn.set(array, { changed: array.changed, known });
}

/** Whether an element of a row is certainly there, as far as that was said and the row is unchanged. */
export function isSurelyIn(row: Row, element: Value): boolean {
  const sure = sureIn.get(row);
  return sure !== undefined && "changed" in row && row.changed === sure.changed && sure.known.has(element);
}
