import type { HostMethod } from "../run/machine.ts";
import { changesArray } from "../run/perhaps-changed.ts";
import { perhapsForbids } from "../run/perhaps-fails.ts";
import { throwError } from "../run/throw-error.ts";
import type { ArrayValue, Value } from "../values/value.ts";

/** A method of arrays, which throws where it would change what `Object.freeze` and the like forbid. */
export function unlessRigid(name: string, method: HostMethod<ArrayValue>): HostMethod<ArrayValue> {
  if (!changesArray(name)) return method;
  return (m, array, args) => {
    const refusal = whyNoChange(array, name, args);
    if (refusal !== undefined) throwError(m, "TypeError", refusal);
    perhapsForbids(m, array, (asked) => whyNoChange(asked, name, args) !== undefined);
    return method(m, array, args);
  };
}

/** Why a method does not change the array. How many elements `splice` takes away and adds is only looked at, not worked out. */
function whyNoChange(
  { rigidity, elements }: ArrayValue,
  name: string,
  args: readonly Value[],
): string | undefined {
  if (rigidity === undefined) return undefined;
  const last = elements.length - 1;
  const adds = name === "push" || name === "unshift" || (name === "splice" && args.length > 2);
  if (adds) return `Cannot add property ${elements.length}, object is not extensible`;
  const isShorter = name === "pop" || name === "shift" || name === "splice";
  if (isShorter && rigidity !== "closed" && last >= 0)
    return `Cannot delete property '${last}' of [object Array]`;
  const isWritten = rigidity === "frozen" && (isShorter || last > 0);
  return isWritten ? `Cannot assign to read only property '0' of object '[object Array]'` : undefined;
}
