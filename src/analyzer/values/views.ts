import { type Journal, touch } from "./journal.ts";
import { unknownValue } from "./make.ts";
import type { ArrayValue, RowDoubt, UnknownValue, Value } from "./value.ts";

/** The elements of a typed array whose bytes may change elsewhere. */
export const elsewhere = unknownValue("Its bytes may change through its buffer");

/** A typed array over a stretch of another one, whose elements it reads and writes. */
export function viewOf(array: ArrayValue, start: number, part: ArrayValue): ArrayValue {
  const owner = array.shares?.array ?? array;
  const from = (array.shares?.from ?? 0) + start;
  const end = from + part.elements.length;
  const view = { ...part, typed: array.typed ?? "Float64Array", shares: { array: owner, from } };
  return Object.defineProperties(view, {
    elements: {
      // Once the owner's elements have no sure places, any of them may be here.
      get: () => (owner.doubt === null ? owner.elements.slice(from, end) : owner.elements),
      set: (elements: Value[]) => {
        const { elements: all, doubt } = owner;
        owner.elements = doubt === null ? [...all.slice(0, from), ...elements, ...all.slice(end)] : elements;
      },
    },
    doubt: {
      get: () => owner.doubt,
      set: (doubt: RowDoubt | null) => {
        if (doubt !== null) owner.doubt = { why: doubt.why, sure: 0 };
      },
    },
  });
}

/** Stores an element of a typed array where it is held. */
export function putElement(array: ArrayValue, index: number, value: Value): void {
  const { array: owner, from } = array.shares ?? { array, from: 0 };
  owner.elements[from + index] = value;
}

/** Gives up what is known of a typed array's elements, now and later: its bytes are in other hands too. */
export function expose(journal: Journal, array: ArrayValue): void {
  const owner = array.shares?.array ?? array;
  touch(journal, owner);
  owner.isExposed = true;
  owner.elements = owner.elements.map(() => elsewhere);
}

export function isExposed(array: ArrayValue): boolean {
  return (array.shares?.array ?? array).isExposed === true;
}

/** The bytes of an `ArrayBuffer`, as a `Uint8Array`, while it is known who reads and writes them. */
const bytes = new WeakMap<Value, ArrayValue>();

export function keepBytes(buffer: UnknownValue, held: ArrayValue): UnknownValue {
  bytes.set(buffer, held);
  return buffer;
}

export function bytesOf(buffer: Value): ArrayValue | undefined {
  return bytes.get(buffer);
}
