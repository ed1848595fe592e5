import type { ArrayValue } from "./value.ts";

/*
 * The tables that tensors start from, as plain numbers: a mask of Swin's has 150,000, and several ops ask for them.
 */

interface Plain {
  readonly numbers: readonly number[];
  /** When the array last changed. */
  readonly changed: number;
}

/** Shorter lists, such as shapes, are faster to read than to look up. */
const longTable = 64;

const known = new WeakMap<ArrayValue, Plain>();

/** Remembers the numbers that an array was made of. */
export function notePlainNumbers(array: ArrayValue, numbers: readonly unknown[]): void {
  if (numbers.length >= longTable && areFinite(numbers))
    known.set(array, { numbers, changed: array.changed });
}

function areFinite(numbers: readonly unknown[]): numbers is readonly number[] {
  for (const number of numbers) if (!Number.isFinite(number)) return false;
  return true;
}

/** The numbers that an array was made of, if it has not changed since; they are the same list each time. */
export function plainNumbersOf(array: ArrayValue): readonly number[] | undefined {
  const plain = known.get(array);
  return plain?.changed === array.changed ? plain.numbers : undefined;
}
