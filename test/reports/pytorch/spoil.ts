import { type Call, isList, isOperand, type Value } from "./call.ts";
import type { Draw } from "./draw.ts";

/** The call with one thing in it changed, which often makes it one that nothing can compute. */
export function spoil(call: Call, draw: Draw): Call {
  const { inputs, args, options } = call;
  const names = Object.keys(options);
  const places = [
    ...inputs.map((_, index) => () => ({
      ...call,
      inputs: replaced(inputs, index, otherShape(inputs[index] ?? [], draw)),
    })),
    ...args.map((value, index) => () => ({ ...call, args: replaced(args, index, otherValue(value, draw)) })),
    ...names.map((name) => () => ({
      ...call,
      options: { ...options, [name]: otherValue(options[name] ?? null, draw) },
    })),
  ];
  return places.length === 0 ? call : draw.pick(places)();
}

/** An axis more or less, or another size. */
function otherShape(shape: readonly number[], draw: Draw): readonly number[] {
  const at = draw.below(Math.max(shape.length, 1));
  const ways = [
    () => shape.slice(1),
    () => [2, ...shape],
    () => replaced(shape, at, (shape[at] ?? 1) + 1),
    () => replaced(shape, at, draw.whole(1, 5)),
  ];
  return shape.length === 0 ? [2] : draw.pick(ways)();
}

function otherValue(value: Value, draw: Draw): Value {
  if (typeof value === "number") return otherNumber(value, draw);
  if (isList(value)) return otherList(value, draw);
  // Words have few right spellings, and which type an argument has is what other tests are about.
  return typeof value === "string" ? `${value}x` : value;
}

function otherNumber(value: number, draw: Draw): number {
  return draw.pick([-value, 0, -1, value + 1, value - 1, value * 2, 5, 40]);
}

function otherList(list: readonly Value[], draw: Draw): Value {
  const at = draw.below(Math.max(list.length, 1));
  const held = list[at];
  if (held === undefined) return [1];
  if (isOperand(held)) return list;
  const ways = [
    () => replaced(list, at, otherValue(held, draw)),
    () => replaced(list, at, otherValue(held, draw)),
    () => [...list, held],
    () => list.slice(1),
  ];
  return draw.pick(ways)();
}

function replaced<T>(list: readonly T[], index: number, value: T): readonly T[] {
  return list.map((each, place) => (place === index ? value : each));
}
