import { childModules, type Holders, modulePaths } from "../../ir/index.ts";
import { unknownValue, untyped } from "./make.ts";
import {
  chosen,
  type HeldPart,
  type Holding,
  isModule,
  mayHoldModules,
  partsHeld,
} from "./module-holders.ts";
import type { ObjectValue, OpenValue, UnknownValue, Value } from "./value.ts";

/**
 * Modules with their names, and the parts of which nothing is known, in order. `doubt` says why there may be fewer, or, where it
 * `hasOthers`, others that are not known.
 */
export interface ListedModules {
  readonly parts: readonly ListedPart[];
  readonly doubt: ListDoubt | null;
}

export interface ListedPart {
  readonly name: string;
  /** Unknown where any number of modules may stand. */
  readonly part: ObjectValue | UnknownValue;
  /** Whether it is certainly there. */
  readonly isSure: boolean;
}

/** What a walk through what modules hold found. */
export interface Walked<T> {
  readonly found: T;
  readonly doubt: ListDoubt | null;
}

export interface ListDoubt {
  readonly why: OpenValue;
  readonly hasOthers: boolean;
}

/** The root and all modules below it, each once, parents first. */
export function listModules(root: ObjectValue): ListedModules {
  return without(isParameter, listParts(root));
}

/** The parameters that fields below the root hold by themselves. */
export function listParameters(root: ObjectValue): ListedModules {
  return without((part) => !isParameter(part), listParts(root));
}

/** The paths of modules and parameters, and the other places that hold them, each with the path of what is there. */
export function listPlaces(root: ObjectValue): Walked<readonly (readonly [place: string, path: string])[]> {
  return walked(
    (holders: Holders<Holding, ObjectValue>) => modulePaths(root, holders).places(),
    isModule,
    knownParts,
  );
}

function listParts(root: ObjectValue): ListedModules {
  return listed((holders) => modulePaths<Part, Listed>(root, holders).modules());
}

function isParameter({ module }: ObjectValue): boolean {
  return module !== null && module.parameter !== null;
}

function without(isLeftOut: (part: ObjectValue) => boolean, { parts, doubt }: ListedModules): ListedModules {
  return { parts: parts.filter(({ part }) => part.kind === "unknown" || !isLeftOut(part)), doubt };
}

/** The modules that the root's own fields hold. */
export function listChildren(root: ObjectValue): ListedModules {
  return without(
    isParameter,
    listed((holders) => childModules<Part, Listed>(root, holders)),
  );
}

type Part = Holding | UnknownValue;
type Listed = ObjectValue | UnknownValue;

function listed(
  list: (holders: Holders<Part, Listed>) => readonly (readonly [string, Listed])[],
): ListedModules {
  const perhaps = new Set<Part>();
  const { found, doubt } = walked<Part, Listed, ReturnType<typeof list>>(list, isListed, (holder) => {
    const parts = partsWithUnknown(holder);
    for (const { part, isPerhaps } of parts) if (isPerhaps || perhaps.has(holder)) perhaps.add(part);
    return parts.map(({ name, part }) => [name, part] as const);
  });
  return { parts: found.map(([name, part]) => ({ name, part, isSure: !perhaps.has(part) })), doubt };
}

interface HeldChoice {
  readonly name: string;
  readonly part: Part;
  readonly isPerhaps: boolean;
}

/** What a holder holds, with an unknown part wherever there is, or may be, anything else. */
function partsWithUnknown(holder: Holding): readonly HeldChoice[] {
  const { doubt } = holder;
  const sure = doubt === null ? Number.POSITIVE_INFINITY : "sure" in doubt ? doubt.sure : 0;
  const parts = partsHeld(holder).flatMap((part, index) => choicesOf(part, index >= sure));
  const others = doubt === null || ("hasOthers" in doubt && !doubt.hasOthers) ? null : doubt.why;
  return others === null ? parts : [...parts, { name: "?", part: { ...others }, isPerhaps: true }];
}

/** One of a few things is an unknown part, and what is chosen of them may be there behind it. */
function choicesOf({ name, held }: HeldPart, isPerhaps: boolean): readonly HeldChoice[] {
  const part = chosen(held);
  const isChosen = held.kind === "either";
  const known = mayHoldModules(part) ? [{ name, part, isPerhaps: isPerhaps || isChosen }] : [];
  if (!mayBeModule(held) || (held.kind !== "unknown" && !isChosen)) return known;
  // A value of its own for each place: one and the same may be another thing each time.
  const unknown = { ...(held.kind === "unknown" ? held : oneOfSome()) };
  return [{ name: `${name}?`, part: unknown, isPerhaps: true }, ...known];
}

function oneOfSome(): OpenValue {
  return unknownValue("Which module it is depends on a condition");
}

function isListed(part: Part): part is Listed {
  return part.kind === "unknown" || isModule(part);
}

function walked<V extends Part, M extends V, T>(
  walk: (holders: Holders<V, M>) => T,
  isOne: (part: V) => part is M,
  partsOf: (holder: Holding) => readonly (readonly [string, V])[],
): Walked<T> {
  let doubt: ListDoubt | null = null;
  const found = walk({
    isModule: isOne,
    partsOf(holder) {
      if (holder.kind === "unknown") return [];
      if (!doubt?.hasOthers) doubt = doubtOf(holder) ?? doubt;
      return partsOf(holder);
    },
  });
  return { found, doubt };
}

function knownParts(holder: Holding): readonly (readonly [string, Holding])[] {
  return partsHeld(holder).flatMap(({ name, held }) => {
    const part = chosen(held);
    return mayHoldModules(part) ? [[name, part] as const] : [];
  });
}

/** Why it is not certain which modules something holds. */
function doubtOf(holder: Holding): ListDoubt | null {
  const { doubt } = holder;
  if (doubt !== null && (!("hasOthers" in doubt) || doubt.hasOthers)) return other(doubt.why);
  const modules = partsHeld(holder).flatMap(({ held }) => (mayBeModule(held) ? [held] : []));
  for (const held of modules) {
    if (held.kind === "unknown") return other(untyped(held));
    if (held.kind === "either") return other(oneOfSome());
  }
  return doubt !== null && modules.length > 0 ? { why: doubt.why, hasOthers: false } : null;
}

function other(why: OpenValue): ListDoubt {
  return { why, hasOthers: true };
}

function mayBeModule(value: Value): boolean {
  if (value.kind === "either") return value.options.some((option) => mayBeModule(option.value));
  return value.kind === "unknown" ? value.type === undefined : mayHoldModules(value);
}
