import { type Dim, isUnknown, type Start, type StartWord, type UnknownDim } from "../../ir/index.ts";
import { toDim } from "./arithmetic.ts";
import { plainNumbersOf } from "./plain-numbers.ts";
import type { UnknownValue, Value } from "./value.ts";

/** What the field `start` of a kept tensor says; null where none was set, so that the layer's own start applies. */
export function keptStart(value: Value | undefined): Start | null {
  if (value === undefined || value.kind === "undefined" || value.kind === "null") return null;
  return knownStart(value) ?? { data: "numbers", numbers: [openDim(whyOpen(value))] };
}

function knownStart(value: Value): Start | null {
  if (value.kind !== "object") return null;
  const [data, list] = [value.properties.get("data"), value.properties.get("numbers")];
  if (data?.kind !== "string" || list?.kind !== "array" || list.doubt !== null) return null;
  const plain = plainNumbersOf(list);
  if (plain !== undefined) return { data: data.text as StartWord, numbers: plain };
  const numbers = list.elements.map((element): Dim | null =>
    element.kind === "number" ? toDim(element) : null,
  );
  const areKnown = numbers.every((number): number is Dim => number !== null && !isUnknown(number));
  return areKnown ? { data: data.text as StartWord, numbers } : null;
}

/** Why a value is not known, as a number. */
export function openDim({ reason, because }: Pick<UnknownValue, "reason" | "because">): UnknownDim {
  return because === null ? { kind: "unknown", reason } : { kind: "unknown", reason, because };
}

/** Why what a field of a kept tensor holds is not known. */
export function whyOpen(value: Value): Pick<UnknownValue, "reason" | "because"> {
  if (value.kind === "unknown") return value;
  const because = value.kind === "either" ? value.options.find((option) => option.because)?.because : null;
  const reason =
    value.kind === "either" ? "It depends on a condition" : "It is set to numbers that are not known";
  return { reason, because: because ?? null };
}
