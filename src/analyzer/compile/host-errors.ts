import type { FileRange } from "../../base/index.ts";
import { isCertain, type Machine, report } from "../run/machine.ts";
import { isCaught, noteCaught } from "../run/refuse.ts";
import { Thrown } from "../run/stops.ts";
import { messageOf, thrownText } from "../run/thrown-text.ts";
import { unknownValue } from "../values/make.ts";
import type { UnknownValue, Value } from "../values/value.ts";

/**
 * What an operator gives. What the host throws there is reported at its place and ends here, as an unknown, so that one wrong
 * operand does not cost the rest of the file its hints.
 */
export function operated(m: Machine, place: FileRange | null, run: () => Value): Value {
  if (place === null) return run();
  try {
    return run();
  } catch (error) {
    return endedAt(m, error, place);
  }
}

/** The unknown that an error of the host or the library leaves behind; any other error goes on. */
export function endedAt(m: Machine, error: unknown, place: FileRange): UnknownValue {
  if (!(error instanceof Thrown) || !error.isLibrary) throw error;
  const problem = { code: "thrown" as const, at: place, data: { message: thrownText(error.value) } };
  if (isCaught(m)) {
    noteCaught(m, error.value, problem);
    throw error;
  }
  if (isCertain(m)) report(m, problem);
  return unknownValue(messageOf(error.value), place);
}
