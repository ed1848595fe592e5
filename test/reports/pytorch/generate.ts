import { newRandom } from "../random.ts";
import { type Call, inPython } from "./call.ts";
import { newDraw } from "./draw.ts";
import type { PythonCall } from "./python.ts";
import { callOf, type Row } from "./row.ts";
import { rows } from "./rows/index.ts";
import { spoil } from "./spoil.ts";

/** How many calls have something wrong put into them. */
const spoiled = 0.3;

/** A call of each row in turn, and again; the same ones for the same seed. */
export function* generate(count: number, seed: number, from: readonly Row[] = rows): Generator<PythonCall> {
  const draw = newDraw(newRandom(seed));
  for (let index = 0; index < count; index++) {
    const row = from[index % from.length];
    if (row === undefined) return;
    const drawn = callOf(row, draw);
    yield written(draw.chance(spoiled) ? spoil(drawn, draw) : drawn, row);
  }
}

/** A call with its text in Python, by its row's spelling. */
export function written(call: Call, { python }: Row): PythonCall {
  return { ...call, python: inPython(call, python) };
}
