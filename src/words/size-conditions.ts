import type { FittingSizes, SizeCondition } from "../ir/index.ts";

/** `fits where H and W are multiples of 16`; null without a condition. */
export function conditionWords(conditions: readonly SizeCondition[]): string | null {
  if (conditions.length === 0) return null;
  return `fits where ${conditions.map(({ names, fits }) => `${listed(names)} ${rule(fits, names.length > 1)}`).join(", and ")}`;
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

function rule(fits: FittingSizes, areMany: boolean): string {
  const be = areMany ? "are" : "is";
  switch (fits.kind) {
    case "equal":
      return `${be} equal`;
    case "range":
      return fits.least === fits.most ? `${be} ${fits.least}` : `${be} ${fits.least} to ${fits.most}`;
    case "some":
      return `${be} ${fits.sizes.join(", ")}, …`;
    case "steps":
      return `${be} ${steps(fits, areMany)}`;
  }
}

function steps({ of, rest, least }: Extract<FittingSizes, { kind: "steps" }>, areMany: boolean): string {
  if (of === 1) return `at least ${least}`;
  const smallest = rest === 0 ? of : rest;
  const from = least > smallest ? ` from ${least} on` : "";
  if (rest === 0)
    return `${of === 2 ? "even" : areMany ? `multiples of ${of}` : `a multiple of ${of}`}${from}`;
  if (of === 2) return `odd${from}`;
  return `${areMany ? "multiples" : "a multiple"} of ${of} plus ${rest}${from}`;
}
