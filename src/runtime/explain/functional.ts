import type { FunctionalLowering } from "../../ops/index.ts";
import { elements } from "../elements.ts";
import type { Explain, Explanation, Operand, Place, Subject } from "./explanation.ts";

/** As its layer's: the tensors that a layer would keep are read from the inputs. */
export function explainFunctional(
  subject: Subject<FunctionalLowering>,
  place: Place,
  explain: Explain<FunctionalLowering["layer"]>,
): Explanation {
  const { lowering, operands } = subject;
  const parameter = (name: string): Float32Array =>
    numbersOf(operands[lowering.given.indexOf(name) + 1], name);
  return explain({ ...subject, lowering: lowering.layer, operands: operands.slice(0, 1), parameter }, place);
}

function numbersOf(operand: Operand | undefined, name: string): Float32Array {
  if (operand === undefined) throw new Error(`The function was given no "${name}".`);
  const { shape } = operand;
  return Float32Array.from({ length: elements(shape) }, (_, offset) => operand.at(placeOf(offset, shape)));
}

function placeOf(offset: number, shape: readonly number[]): Place {
  const place: number[] = [];
  let rest = offset;
  for (const size of [...shape].reverse()) {
    place.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return place;
}
