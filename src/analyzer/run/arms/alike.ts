import { sameValue } from "../../values/same.ts";
import type { Value } from "../../values/value.ts";

/** How deep two things are compared; deeper ones count as different. */
const deepest = 6;

/** Whether two iterations made the same: things of one kind with the same contents. What is unknown may be the same. */
export function isAlike(left: Value, right: Value, depth = 0): boolean {
  if (left === right || sameValue(left, right) || isOpen(left) || isOpen(right)) return true;
  if (left.kind !== right.kind || depth > deepest) return false;
  const areAlike = (a: readonly (Value | undefined)[], b: readonly (Value | undefined)[]): boolean =>
    a.length === b.length &&
    a.every((one, index) => {
      const other = b[index];
      return one === other || (one !== undefined && other !== undefined && isAlike(one, other, depth + 1));
    });
  switch (left.kind) {
    case "tensor":
      return true;
    case "array":
      return right.kind === "array" && areAlike(left.elements, right.elements);
    case "object":
      return (
        right.kind === "object" &&
        left.class === right.class &&
        [...left.properties.keys()].join("\n") === [...right.properties.keys()].join("\n") &&
        areAlike([...left.properties.values()], [...right.properties.values()])
      );
    case "function":
      return (
        right.kind === "function" &&
        left.code === right.code &&
        (left.scope === right.scope || areAlike(left.scope.slots, right.scope.slots))
      );
    case "set":
      return right.kind === "set" && areAlike([...left.entries.values()], [...right.entries.values()]);
    case "map":
      return (
        right.kind === "map" &&
        areAlike([...left.entries.values()].flat(), [...right.entries.values()].flat())
      );
    default:
      return false;
  }
}

function isOpen({ kind }: Value): boolean {
  return kind === "unknown" || kind === "undecided" || kind === "either";
}
