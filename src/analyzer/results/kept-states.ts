import {
  type Dim,
  isUnknown,
  joinedName,
  type KeptState,
  type Start,
  type StartWord,
  type UnknownDim,
} from "../../ir/index.ts";
import { toDim } from "../values/arithmetic.ts";
import type { ModuleState, ObjectValue, UnknownValue, Value } from "../values/value.ts";
import type { ModuleTree } from "./module-tree.ts";

/** What the file says about the tensors that the modules of a tree keep. */
export function keptBelow(tree: ModuleTree): readonly KeptState[] {
  return tree.modules().flatMap(([path, { module }]) => {
    if (module === null || path.startsWith("(")) return [];
    return knownTensors(module).flatMap(([name, tensor]) => stateOf(joinedName(path, name), tensor));
  });
}

/** The tensors of a layer that training does not change, by their names. For a parameter the name is empty. */
export function fixedTensors(module: ModuleState): ReadonlyMap<string, true | UnknownDim> {
  const states = knownTensors(module).flatMap(([name, tensor]) => stateOf(name, tensor));
  return new Map(states.flatMap(({ name, fixed }) => (fixed === undefined ? [] : [[name, fixed]])));
}

function knownTensors({ parameter, kept }: ModuleState): readonly (readonly [string, ObjectValue])[] {
  const own = parameter?.made.kept;
  return own === undefined ? [...kept] : [["", own]];
}

function stateOf(name: string, { properties }: ObjectValue): readonly KeptState[] {
  const start = startIn(properties.get("start"));
  const fixed = fixedBy(properties.get("requiresGrad"));
  if (start === null && fixed === null) return [];
  return [{ name, ...(start === null ? {} : { start }), ...(fixed === null ? {} : { fixed }) }];
}

/** Null where training changes the tensor, as it does unless `requiresGrad` is false. */
function fixedBy(requiresGrad: Value | undefined): true | UnknownDim | null {
  switch (requiresGrad?.kind) {
    case "boolean":
      return requiresGrad.value ? null : true;
    case "unknown":
    case "undecided":
      return open(requiresGrad);
    case "either": {
      const states = requiresGrad.options.map(({ value }) => fixedBy(value));
      const [first = null] = states;
      if (states.every((state) => state === first)) return first;
      return open(whyOpen(requiresGrad));
    }
    default:
      return null;
  }
}

function open({ reason, because }: Pick<UnknownValue, "reason" | "because">): UnknownDim {
  return because === null ? { kind: "unknown", reason } : { kind: "unknown", reason, because };
}

/** Null where none was set, so that the layer's own start applies. */
function startIn(value: Value | undefined): Start | null {
  if (value === undefined || value.kind === "undefined" || value.kind === "null") return null;
  return knownStart(value) ?? { data: "numbers", numbers: [open(whyOpen(value))] };
}

function knownStart(value: Value): Start | null {
  if (value.kind !== "object") return null;
  const [data, list] = [value.properties.get("data"), value.properties.get("numbers")];
  if (data?.kind !== "string" || list?.kind !== "array" || list.doubt !== null) return null;
  const numbers = list.elements.map((element): Dim | null =>
    element.kind === "number" ? toDim(element) : null,
  );
  const areKnown = numbers.every((number): number is Dim => number !== null && !isUnknown(number));
  return areKnown ? { data: data.text as StartWord, numbers } : null;
}

function whyOpen(value: Value): Pick<UnknownValue, "reason" | "because"> {
  if (value.kind === "unknown") return value;
  const because = value.kind === "either" ? value.options.find((option) => option.because)?.because : null;
  const reason =
    value.kind === "either" ? "It depends on a condition" : "It is set to numbers that are not known";
  return { reason, because: because ?? null };
}
