import { changesArray } from "../run/arms/perhaps-changed.ts";
import { perhapsForbids } from "../run/arms/perhaps-fails.ts";
import type { IntrinsicMethod } from "../run/machine.ts";
import { throwError } from "../run/throw-error.ts";
import { plainNumber } from "../values/arithmetic.ts";
import type { ArrayValue, Value } from "../values/value.ts";

/** A method of arrays, which throws where it would change what `Object.freeze` and the like forbid. */
export function unlessRigid(name: string, method: IntrinsicMethod<ArrayValue>): IntrinsicMethod<ArrayValue> {
  if (!changesArray(name)) return method;
  return (m, array, args) => {
    const refusal = whyNoChange(array, name, args);
    if (refusal !== undefined) throwError(m, "TypeError", refusal);
    perhapsForbids(m, array, (asked) => whyNoChange(asked, name, args) !== undefined);
    return method(m, array, args);
  };
}

/** Why a method does not change the array; undefined where it does, or where it is not known how many elements `splice` replaces. */
function whyNoChange(
  { rigidity, elements }: ArrayValue,
  name: string,
  args: readonly Value[],
): string | undefined {
  if (rigidity === undefined) return undefined;
  const { length } = elements;
  const growth = growthBy(name, args, length);
  if (growth > 0) return `Cannot add property ${length}, object is not extensible`;
  if (growth < 0 && rigidity !== "closed") return `Cannot delete property '${length - 1}' of [object Array]`;
  if (rigidity !== "frozen") return undefined;
  const isWritten =
    name === "pop" || name === "shift" || name === "splice" || length > (name === "fill" ? 0 : 1);
  return isWritten ? `Cannot assign to read only property '0' of object '[object Array]'` : undefined;
}

/** By how many elements a method makes an array longer; 0 where that is not known. */
function growthBy(name: string, args: readonly Value[], length: number): number {
  if (name === "push" || name === "unshift") return args.length;
  if (name === "pop" || name === "shift") return length > 0 ? -1 : 0;
  if (name !== "splice" || args.length === 0) return 0;
  const [start, count = length] = args.slice(0, 2).map(plainNumber);
  if (start === undefined || (args.length > 1 && plainNumber(args[1] as Value) === undefined)) return 0;
  const from = start < 0 ? Math.max(length + start, 0) : Math.min(start, length);
  const taken = Math.min(Math.max(count, 0), length - from);
  return Math.max(args.length - 2, 0) - taken;
}
