import type { CallGraph } from "../../ir/index.ts";
import type { InputSlot } from "../analysis.ts";
import type { RootCall } from "../run/machine.ts";
import { tensorsIn } from "../values/tensors-in.ts";
import type { Made, Value } from "../values/value.ts";

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
