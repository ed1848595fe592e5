import type { Contents, Mutable } from "../../values/mutable.ts";
import type { Value } from "../../values/value.ts";

/** A variable, property, element or entry of something. */
export interface HeldPart {
  /** Of a property. */
  readonly name?: string;
  readonly value: Value;
  /** What the same part holds in other contents of the thing. */
  in(contents: Contents): Value | undefined;
  put(value: Value): void;
}

/** All parts of a thing that can be given another value. */
export function heldParts(holder: Mutable): readonly HeldPart[] {
  if ("slots" in holder)
    return holder.slots.flatMap((value, slot) => {
      if (value === undefined) return [];
      const read = (contents: Contents) => ("slots" in contents ? contents.slots[slot] : undefined);
      const put = (next: Value): void => {
        holder.slots[slot] = next;
      };
      return [{ value, in: read, put }];
    });
  if ("elements" in holder)
    return holder.elements.map((value, index) => ({
      value,
      in: (contents) => ("elements" in contents ? contents.elements[index] : undefined),
      put: (next) => {
        holder.elements[index] = next;
      },
    }));
  if ("properties" in holder)
    return [...holder.properties].map(([name, value]) => ({
      name,
      value,
      in: (contents) => ("properties" in contents ? contents.properties.get(name) : undefined),
      put: (next) => void holder.properties.set(name, next),
    }));
  // A value of a set is its own key.
  if (holder.kind === "set") return [];
  return [...holder.entries].map(([key, [own, value]]) => ({
    value,
    in: (contents) => {
      const entry = "entries" in contents ? contents.entries.get(key) : undefined;
      return entry !== undefined && !("kind" in entry) ? entry[1] : undefined;
    },
    put: (next) => void holder.entries.set(key, [own, next]),
  }));
}
