import type { FileRange } from "../../base/index.ts";
import { isCertain, type Machine, report } from "../run/machine.ts";
import { isCaught } from "../run/refuse.ts";
import { Thrown } from "../run/stops.ts";
import { unknownValue } from "../values/make.ts";
import { printText } from "../values/print.ts";
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
  if (!(error instanceof Thrown) || !error.isLibrary || isCaught(m)) throw error;
  if (isCertain(m)) report(m, { code: "thrown", at: place, data: { message: thrownText(error.value) } });
  return unknownValue(messageOf(error.value), place);
}

export function messageOf(thrown: Value): string {
  const text = thrownText(thrown);
  return text === null ? "It throws" : `It throws: ${text}`;
}

/** The message of a thrown value; null if it is unknown. */
export function thrownText(thrown: Value): string | null {
  const message = thrown.kind === "object" ? thrown.properties.get("message") : thrown;
  return message?.kind === "string" && message.text !== "" ? printText(message) : null;
}
