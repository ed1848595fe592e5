import { joinedName, type KeptState, type UnknownDim } from "../../ir/index.ts";
import { keptStart, openDim, whyOpen } from "../values/kept-start.ts";
import type { ModuleState, ObjectValue, Value } from "../values/value.ts";
import type { ModuleTree } from "./module-tree.ts";

/** What the file says about the tensors that the modules of a tree keep. */
export function keptBelow(tree: ModuleTree): readonly KeptState[] {
  const states: KeptState[] = [];
  for (const [path, { module }] of tree.modules()) {
    if (module === null || path.startsWith("(")) continue;
    for (const [name, tensor] of knownTensors(module)) {
      const state = stateOf(joinedName(path, name), tensor);
      if (state !== null) states.push(state);
    }
  }
  return states;
}

/** The tensors of a layer that training does not change, by their names. For a parameter the name is empty. */
export function fixedTensors(module: ModuleState): ReadonlyMap<string, true | UnknownDim> {
  if (module.parameter === null && module.kept.size === 0) return none;
  const all = new Map<string, true | UnknownDim>();
  for (const [name, { properties }] of knownTensors(module)) {
    const fixed = fixedBy(properties.get("requiresGrad"));
    if (fixed !== null) all.set(name, fixed);
  }
  return all;
}

const none: ReadonlyMap<string, true | UnknownDim> = new Map();

function knownTensors({ parameter, kept }: ModuleState): Iterable<readonly [string, ObjectValue]> {
  const own = parameter?.made.kept;
  return own === undefined ? kept : [["", own]];
}

function stateOf(name: string, { properties }: ObjectValue): KeptState | null {
  const start = keptStart(properties.get("start"));
  const fixed = fixedBy(properties.get("requiresGrad"));
  if (start === null && fixed === null) return null;
  return { name, ...(start && { start }), ...(fixed !== null && { fixed }) };
}

/** Null where training changes the tensor, as it does unless `requiresGrad` is false. */
function fixedBy(requiresGrad: Value | undefined): true | UnknownDim | null {
  switch (requiresGrad?.kind) {
    case "boolean":
      return requiresGrad.value ? null : true;
    case "unknown":
    case "undecided":
      return openDim(requiresGrad);
    case "either": {
      const states = requiresGrad.options.map(({ value }) => fixedBy(value));
      const [first = null] = states;
      if (states.every((state) => state === first)) return first;
      return openDim(whyOpen(requiresGrad));
    }
    default:
      return null;
  }
}
