import { asOperand } from "../../analyzer/index.ts";
import { type Dim, known, type Shape } from "../../ir/index.ts";
import type { Arrival } from "../arguments/arrival.ts";
import { expressionsFor } from "../arguments/known-names.ts";
import { distinctSizes } from "../view/distinct-shapes.ts";
import { inputsInScope, numberOf, outputsInScope } from "./own-parameters.ts";

/** What the words of a layer's arguments stand for. What is only likely stands in `<…>`, to be typed over. */
export type SizeWords = ReadonlyMap<string, string>;

/** As an author writes them there: by the parameters of the class, which hold for all its instances, else in numbers. */
export function wordsInScope(arrival: Arrival): SizeWords {
  const { shapes, wanted, above, own } = arrival;
  const outputs = outputsInScope(arrival) ?? (wanted === null ? null : String(wanted));
  if (shapes.length === 0) {
    const likely = above === null ? own.inputs : above.size;
    return likely === null ? named({ outputs }) : named({ inputs: likely, outputs, isLikely: true });
  }
  const last = shapes.map((shape) => shape.at(-1) ?? 1);
  return named({
    inputs: expressionOf(arrival, distinctSizes(shapes.flatMap((shape) => shape[1] ?? []))),
    last: expressionOf(arrival, distinctSizes(last)),
    outputs,
  });
}

function expressionOf(arrival: Arrival, sizes: readonly Dim[]): string | null {
  const [only] = sizes;
  const number = sizes.length === 1 && only !== undefined ? known(only) : undefined;
  const own = inputsInScope(arrival, sizes);
  if (own !== null || number !== undefined) return own ?? String(number);
  const others = arrival.names.filter(({ text }) => !arrival.own.parameters.includes(text));
  return expressionsFor(sizes.length > 1 ? others : arrival.names, sizes)[0] ?? null;
}

/** For one instance, in numbers alone. */
export function numbersFor({ wanted, own, names }: Arrival, shape: Shape): SizeWords {
  const [, channels] = shape;
  const outputs = wanted ?? (own.outputs === null ? undefined : numberOf(own.outputs, names));
  return named({
    inputs: numberText(channels),
    last: numberText(shape.at(-1)),
    outputs: outputs === undefined ? null : String(outputs),
  });
}

function numberText(size: Dim | undefined): string | null {
  const number = size === undefined ? undefined : known(size);
  return number === undefined ? null : String(number);
}

interface SizeNames {
  readonly inputs?: string | null;
  readonly last?: string | null;
  readonly outputs: string | null;
  /** Whether the inputs are only likely. */
  readonly isLikely?: boolean;
}

function named({ inputs = null, last = null, outputs, isLikely = false }: SizeNames): SizeWords {
  const words = new Map<string, string>();
  const add = (word: string, text: string | null): void => {
    if (text !== null) words.set(word, text);
  };
  const mark = (text: string | null): string | null => (text !== null && isLikely ? `<${text}>` : text);
  add("IN", mark(inputs));
  add("LAST", mark(isLikely ? inputs : last));
  add("OUT", outputs ?? inputs);
  add("LASTOUT", outputs ?? last ?? inputs);
  const whole = outputs ?? inputs;
  add("HALF", share(whole, 1 / 2));
  add("QUARTER", share(whole, 1 / 4));
  add("HALFOUT", outputs ?? share(inputs, 1 / 2));
  add("TWICEOUT", outputs ?? share(inputs, 2));
  return words;
}

function share(size: string | null, by: number): string | null {
  if (size === null) return null;
  if (/^\d+$/.test(size)) return String(Math.max(1, Math.floor(Number(size) * by)));
  const text = asOperand(size);
  return by > 1 ? `${by} * ${text}` : `${text} / ${1 / by}`;
}
