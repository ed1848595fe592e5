import type { FileRange } from "../../base/index.ts";
import { isCertain, type Machine, report } from "../run/machine.ts";
import { isCaught, noteCaught } from "../run/refuse.ts";
import { Thrown } from "../run/stops.ts";
import { messageOf, thrownText } from "../run/thrown-text.ts";
import { unknownAt } from "../values/among.ts";
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

/**
 * Runs a call on the author's behalf: an op's problem with it is reported at its place. What the library throws ends here, as an
 * unknown, so that one wrong argument does not cost the rest of the file its hints.
 */
export function inFrame(m: Machine, place: FileRange | null, run: () => Value): Value {
  if (place === null) return run();
  const outer = m.frame;
  m.frame = { place, outer };
  try {
    const value = run();
    // A value without a place of its own became unknown here.
    return value.kind === "unknown" && value.because === null ? unknownAt(value, place) : value;
  } catch (error) {
    return endedAt(m, error, place);
  } finally {
    m.frame = outer;
  }
}
