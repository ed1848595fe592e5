import { childModules, type Holders, modulePaths } from "../../ir/index.ts";
import { unknownValue, untyped } from "./make.ts";
import { chosen, type Holding, isModule, mayHoldModules, partsHeld } from "./module-holders.ts";
import type { ObjectValue, OpenValue, Value } from "./value.ts";

/** Modules with their names; `doubt` says why there may be fewer, or, where it `hasOthers`, others that are not known. */
export interface ListedModules {
  readonly modules: readonly (readonly [name: string, module: ObjectValue])[];
  readonly doubt: ListDoubt | null;
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
  return walked((holders) => modulePaths<Holding, ObjectValue>(root, holders).places());
}

function listParts(root: ObjectValue): ListedModules {
  return listed((holders) => modulePaths<Holding, ObjectValue>(root, holders).modules());
}

function isParameter({ module }: ObjectValue): boolean {
  return module !== null && module.parameter !== null;
}

function without(
  isLeftOut: (part: ObjectValue) => boolean,
  { modules, doubt }: ListedModules,
): ListedModules {
  return { modules: modules.filter(([, part]) => !isLeftOut(part)), doubt };
}

/** The modules that the root's own fields hold. */
export function listChildren(root: ObjectValue): ListedModules {
  return without(
    isParameter,
    listed((holders) => childModules<Holding, ObjectValue>(root, holders)),
  );
}

function listed(list: (holders: Holders<Holding, ObjectValue>) => ListedModules["modules"]): ListedModules {
  const { found, doubt } = walked(list);
  return { modules: found, doubt };
}

function walked<T>(walk: (holders: Holders<Holding, ObjectValue>) => T): Walked<T> {
  let doubt: ListDoubt | null = null;
  const found = walk({
    isModule,
    partsOf(holder) {
      if (!doubt?.hasOthers) doubt = doubtOf(holder) ?? doubt;
      return partsHeld(holder).flatMap(({ name, held }) => {
        const part = chosen(held);
        return mayHoldModules(part) ? [[name, part] as const] : [];
      });
    },
  });
  return { found, doubt };
}

/** Why it is not certain which modules something holds. */
function doubtOf(holder: Holding): ListDoubt | null {
  const { doubt } = holder;
  if (doubt !== null && (!("hasOthers" in doubt) || doubt.hasOthers)) return other(doubt.why);
  const modules = partsHeld(holder).flatMap(({ held }) => (mayBeModule(held) ? [held] : []));
  for (const held of modules) {
    if (held.kind === "unknown") return other(untyped(held));
    if (held.kind === "either") return other(unknownValue("Which module it is depends on a condition"));
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
