import type { FileRange } from "../../base/index.ts";
import { plainNumber } from "./arithmetic.ts";
import { falseValue, nothingGiven, trueValue, undecided } from "./make.ts";
import type { UndecidedValue, Value } from "./value.ts";

/** Whether a value counts as true; undecided where that is not known. */
export function truth(value: Value, place: FileRange | null = null): boolean | UndecidedValue {
  switch (value.kind) {
    case "boolean":
      return value.value;
    case "undefined":
    case "null":
      return false;
    case "string":
      return value.text !== "";
    case "bigint":
      return value.value !== 0n;
    case "number": {
      const plain = plainNumber(value);
      // A symbol is a size, and sizes are at least 1.
      return plain === undefined ? true : plain !== 0 && !Number.isNaN(plain);
    }
    case "undecided":
      return value.because === null && place !== null ? { ...value, because: place } : value;
    case "unknown":
      return undecided(value.reason, value.because ?? place);
    case "either":
      return truthOfOptions(value, place);
    default:
      return true;
  }
}

function truthOfOptions(
  value: Extract<Value, { kind: "either" }>,
  place: FileRange | null,
): boolean | UndecidedValue {
  const truths = value.options.map((option) => truth(option.value, place));
  const [first] = truths;
  if (typeof first === "boolean" && truths.every((t) => t === first)) return first;
  const givenWhere = (wanted: boolean) => {
    const fitting = value.options.filter((_, index) => truths[index] !== !wanted);
    return fitting.length === 1 ? (fitting[0]?.given ?? nothingGiven) : nothingGiven;
  };
  return undecided("It depends on a condition", place, givenWhere(true), givenWhere(false));
}

export function not(decided: boolean | UndecidedValue): Value {
  if (typeof decided === "boolean") return decided ? falseValue : trueValue;
  return { ...decided, whenTrue: decided.whenFalse, whenFalse: decided.whenTrue };
}

/** The part of an either that is left where it counts as true, or as false. */
export function narrowed(value: Value, wanted: boolean): Value {
  return remaining(value, (option) => truth(option) !== !wanted);
}

/** A value without those of its options that it cannot be. */
export function remaining(value: Value, isPossible: (option: Value) => boolean): Value {
  if (value.kind !== "either") return value;
  const left = value.options.filter((option) => isPossible(option.value));
  const [only] = left;
  return left.length === 1 && only !== undefined ? only.value : { kind: "either", options: left };
}
