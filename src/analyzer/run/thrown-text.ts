import { printText } from "../values/print.ts";
import type { Value } from "../values/value.ts";

export function messageOf(thrown: Value): string {
  const text = thrownText(thrown);
  return text === null ? "It throws" : `It throws: ${text}`;
}

/** The message of a thrown value; null if it is unknown. */
export function thrownText(thrown: Value): string | null {
  const message = thrown.kind === "object" ? thrown.properties.get("message") : thrown;
  return message?.kind === "string" && message.text !== "" ? printText(message) : null;
}
