import type { Dim, Shape } from "../../ir/index.ts";
import { elementCount } from "../../ir/index.ts";

/** What a number among the arguments of a layer of the library decides, by what its parameter is called. */
export type ArgumentRole = "input" | "output" | "kernel" | "divisor";

const roles: readonly { readonly role: ArgumentRole; readonly names: RegExp }[] = [
  { role: "divisor", names: /^(?:groups|num_?groups|num_?heads|cardinality)$/i },
  { role: "kernel", names: /^kernel(?:_?size)?$/i },
  { role: "output", names: /^(?:out(?!put_?(?:size|padding))|c(?:h)?_?out)/i },
  {
    role: "input",
    names:
      /^(?:in(?:put)?_?(?:c|ch|channels|planes|features|dim|size)?|c(?:h)?_?in|(?:num_?)?(?:channels|features|parameters)|normalized_?shape|(?:embed_?)?dim)$/i,
  },
];

export function roleOf(parameter: string): ArgumentRole | null {
  return roles.find(({ names }) => names.test(parameter))?.role ?? null;
}

/** Whether a layer counts the sizes of the last axis rather than the channels. */
export function isOverLastAxis(parameter: string): boolean {
  return /features$|normalized|embed|^dim$/i.test(parameter) && !/^num_?features$/i.test(parameter);
}

/** How many channels, or features on its last axis, a tensor has; undefined where it has no such axis. */
export function sizeFor(parameter: string, shape: Shape): Dim | undefined {
  return isOverLastAxis(parameter) ? shape.at(-1) : shape[1];
}

/** The parameter for what arrives beside one for what leaves: `inChannels` for `outChannels`. */
export function inputOf(parameter: string): string {
  return parameter.replace(/^out/, "in");
}

/** How many features a map has once it is flattened; null for what is flat already. */
export function flattened(parameter: string, shape: Shape): Dim | null {
  return /^in_?features$/i.test(parameter) && shape.length > 3 ? elementCount(shape.slice(1)) : null;
}
