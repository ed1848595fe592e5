import { type ModulePath, type ModulePaths, modulePaths, type UnknownPart } from "../../ir/index.ts";
import { whyLacking } from "../values/doubt.ts";
import { isMissingPart } from "../values/missing-parts.ts";
import {
  chosen,
  type Holding,
  isModule,
  mayHoldModules,
  optionsHeld,
  partsHeld,
} from "../values/module-holders.ts";
import type { ArrayValue, ObjectValue, UnknownValue, Value } from "../values/value.ts";

/** The modules below a root by the fields that hold them, with the paths that they have where the model really runs. */
export interface ModuleTree extends ModulePaths<Holding, ObjectValue> {
  /** Why the model may lack a module, or have any number of such; undefined where it certainly has it, once. */
  doubtOf(module: ObjectValue): UnknownPart | undefined;
  /** Fields and elements of which nothing is known and that were called on tensors. */
  missing(): readonly (UnknownPart & { readonly value: UnknownValue })[];
}

export function moduleTree(root: ObjectValue): ModuleTree {
  const doubts = new Map<Holding, Doubt>();
  const missing: Missing[] = [];
  const paths = modulePaths<Holding, ObjectValue>(root, {
    isModule,
    partsOf: (value) => partsOf(value, doubts, missing),
  });
  const pathIn = (holder: Holding, name: string): ModulePath => {
    const path = paths.knownPath(holder) ?? "";
    return path === "" ? name : `${path}.${name}`;
  };
  return {
    ...paths,
    doubtOf(module) {
      const doubt = doubts.get(module);
      if (doubt === undefined) return undefined;
      const { kind, why, holder, name } = doubt;
      // For a list, the list itself has the unknown length.
      const path = kind === "count" ? (paths.knownPath(holder) ?? "") : pathIn(holder, name);
      const because = why.because ?? module.module?.frame?.place ?? null;
      return { path, kind, reason: why.reason, because };
    },
    missing: () =>
      missing.map(({ holder, name, value }) => {
        const { reason, because } = value;
        return { path: pathIn(holder, name), kind: "value", reason, because, value };
      }),
  };
}

/** The outermost module on the way from the root that may be missing; before it, one of which there may be any number. */
interface Doubt {
  readonly kind: "condition" | "count";
  readonly why: Pick<UnknownValue, "reason" | "because">;
  readonly holder: Holding;
  readonly name: string;
}

interface Missing {
  readonly holder: Holding;
  readonly name: string;
  readonly value: UnknownValue;
}

/** The contents of a field or element that may hold a module, and why it may be missing. */
function partsOf(
  value: Holding,
  doubts: Map<Holding, Doubt>,
  missing: Missing[],
): readonly (readonly [name: string, part: Holding])[] {
  const parts: (readonly [string, Holding])[] = [];
  const around = doubts.get(value);
  if (value.kind === "object" && value.module !== null && value.doubt?.hasOthers)
    missing.push({ holder: value, name: "a field of unknown name", value: value.doubt.why });
  const certain: Holding[] = [];
  for (const { name, held, doubt } of value.kind === "array" ? elementsOf(value) : fieldsOf(value)) {
    if (held.kind !== "either" && held.kind !== "unknown" && !mayHoldModules(chosen(held))) continue;
    if (isMissingPart(held)) missing.push({ holder: value, name, value: held });
    const within = doubt ?? dependsOnCondition(value, name, held);
    const own = around?.kind === "count" || within?.kind !== "count" ? (around ?? within) : within;
    for (const [path, part] of optionsHeld(name, held)) {
      parts.push([path, part]);
      if (own === undefined) certain.push(part);
      else if (!doubts.has(part)) doubts.set(part, own);
    }
  }
  for (const part of certain) doubts.delete(part);
  return parts;
}

interface Slot {
  readonly name: string;
  readonly held: Value;
  readonly doubt?: Doubt;
}

function elementsOf(holder: ArrayValue): readonly Slot[] {
  const { elements, doubt } = holder;
  const kind = doubt?.lacking === undefined ? "count" : "condition";
  return elements.map((element, index): Slot => {
    const name = String(index);
    const why = whyLacking(doubt, index);
    return why === null
      ? { name, held: element }
      : { name, held: element, doubt: { kind, why, holder, name } };
  });
}

function fieldsOf(holder: Exclude<Holding, ArrayValue>): readonly Slot[] {
  const { doubt } = holder;
  const parts = partsHeld(holder);
  if (doubt === null) return parts;
  return parts.map(({ name, key, held }): Slot => {
    const why = doubt.missing.get(key);
    if (why === undefined) return { name, held };
    const kind = /^\d+$/.test(name) && !doubt.isOrdered ? "count" : "condition";
    return { name, held, doubt: { kind, why, holder, name } };
  });
}

function dependsOnCondition(holder: Holding, name: string, held: Value): Doubt | undefined {
  if (held.kind !== "either") return undefined;
  const because = held.options.find((option) => option.because)?.because ?? null;
  return { kind: "condition", why: { reason: "It depends on a condition", because }, holder, name };
}
