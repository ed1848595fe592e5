import type { CallGraph, Graph } from "../../ir/index.ts";
import type { InputSlot } from "../analysis.ts";
import type { RootCall } from "../run/records.ts";
import { tensorsIn } from "../values/tensors-in.ts";
import type { Made, MapValue, Value } from "../values/value.ts";

/**
 * What forward calls the inputs of a graph, in their order: `x`, `features.0` in a list, `image` in an object. Empty where
 * the parameters are not known, or do not name each of them.
 */
export function inputNamesOf(
  { inputs }: RootCall,
  slots: readonly InputSlot[] | null,
  { graph, nodes }: Pick<CallGraph<Made>, "graph" | "nodes">,
): readonly string[] {
  const names = new Map<number, string>();
  for (const [index, value] of inputs.entries())
    for (const [name, part] of namedParts(slots ?? [], index, value)) {
      const [tensor] = tensorsIn(part);
      const id = tensor === undefined ? undefined : nodes.get(tensor.made);
      if (id !== undefined && !names.has(id)) names.set(id, name);
    }
  const all = graph.inputs.flatMap((id) => names.get(id) ?? []);
  return all.length === graph.inputs.length ? all : [];
}

/**
 * What an object or a map that forward returns calls the outputs of a graph, in their order: `boxes`, `levels.0` for a list in it.
 * Empty where it returns one tensor or a list.
 */
export function outputNamesOf({ output }: RootCall, { outputs }: Graph): readonly string[] {
  const names = output.kind === "object" || output.kind === "map" ? namesWithin(output) : [];
  return names.length === outputs.length ? names : [];
}

/** A name for each tensor in a value, in order; "" for a tensor itself. */
function namesWithin(value: Value, around: readonly Value[] = []): readonly string[] {
  if (value.kind === "tensor") return [""];
  if (around.includes(value)) return [];
  return namedValues(value).flatMap(([name, part]) =>
    namesWithin(part, [...around, value]).map((inner) => (inner === "" ? name : `${name}.${inner}`)),
  );
}

function namedValues(value: Value): readonly (readonly [name: string, part: Value])[] {
  if (value.kind === "array") return value.elements.map((part, index) => [`${index}`, part] as const);
  if (value.kind === "map") return namedEntries(value);
  if (value.kind !== "object" || value.module !== null) return [];
  return [...value.properties].map(([key, part]) => [String(key), part] as const);
}

/** Keys that are neither texts nor numbers are no names. */
function namedEntries({ entries }: MapValue): readonly (readonly [name: string, part: Value])[] {
  return [...entries.values()].flatMap(([key, part]) => {
    if (key.kind === "string") return [[key.text, part] as const];
    const isWhole = key.kind === "number" && typeof key.dim === "number" && key.over === null;
    return isWhole ? [[String(key.dim), part] as const] : [];
  });
}

function namedParts(
  slots: readonly InputSlot[],
  index: number,
  value: Value,
): readonly (readonly [name: string, part: Value])[] {
  const rest = slots.findIndex(({ isRest }) => isRest);
  const slot = slots[rest >= 0 && index >= rest ? rest : index];
  if (slot === undefined) return [];
  if (slot.isRest) return [[`${slot.name}.${index - rest}`, value]];
  if (value.kind === "object" && value.module === null) return [...value.properties];
  if (value.kind !== "array") return [[slot.name, value]];
  return value.elements.map((part, at) => [slot.keys[at] ?? `${slot.name}.${at}`, part] as const);
}
