import type { InputFault } from "../../problems/index.ts";
import type { InputSlot } from "../analysis.ts";

/** What one parameter gets. */
export type Assigned<T> =
  | { readonly kind: "one"; readonly value: T }
  | { readonly kind: "list"; readonly values: readonly T[] }
  | { readonly kind: "record"; readonly values: ReadonlyMap<string, T> }
  /** No tensor is wanted, or none was given. */
  | { readonly kind: "nothing" };

/** An input, and the name of the parameter that it is for, where it is said. */
export interface NamedInput<T> {
  readonly name: string | null;
  readonly value: T;
}

export type Assignment<T> =
  | { readonly args: readonly Assigned<T>[]; readonly fault: null }
  | { readonly args: null; readonly fault: InputFault };

/**
 * Gives inputs to the parameters of a forward: those with names to the parameters, or members of parameters, that are
 * called so, the others in order. A list takes as many as the parameters behind it leave.
 */
export function assignInputs<T>(
  slots: readonly InputSlot[],
  inputs: readonly NamedInput<T>[],
): Assignment<T> {
  const taking = slots.filter(({ kind }) => kind !== "other");
  const names = taking.flatMap(({ name, keys, optionalKeys }) =>
    keys.length + optionalKeys.length > 0 ? [...keys, ...optionalKeys] : [name],
  );
  const lists = new Set(taking.flatMap(({ kind, name }) => (kind === "list" ? [name] : [])));
  const byName = new Map<string, T[]>();
  for (const { name, value } of inputs) {
    if (name === null) continue;
    if (!names.includes(name)) return { args: null, fault: { kind: "unknown-name", name, names } };
    if (byName.has(name) && !lists.has(name)) return { args: null, fault: { kind: "twice", name } };
    byName.set(name, [...(byName.get(name) ?? []), value]);
  }
  const queue = inputs.filter(({ name }) => name === null).map(({ value }) => value);
  const missing: string[] = [];
  const args = slots.map((slot, index) => take(slot, slots.slice(index + 1), byName, queue, missing));
  if (missing.length > 0) return { args: null, fault: { kind: "missing", names: missing } };
  if (queue.length > 0) return { args: null, fault: { kind: "too-many", given: inputs.length, names } };
  return { args: withoutTail(args), fault: null };
}

function take<T>(
  slot: InputSlot,
  later: readonly InputSlot[],
  byName: ReadonlyMap<string, readonly T[]>,
  queue: T[],
  missing: string[],
): Assigned<T> {
  const { name, kind, keys, optionalKeys, isOptional } = slot;
  const own = byName.get(name) ?? [];
  const next = (key: string): T[] => [
    ...(byName.get(key) ?? (isOptional && queue.length === 0 ? [] : queue.splice(0, 1))),
  ];
  if (kind === "other") return { kind: "nothing" };
  if (kind === "list") {
    const wanted = Math.max(queue.length - later.filter(isRequired).length, keys.length, 0);
    const values = own.length > 0 ? own : queue.splice(0, wanted);
    if (values.length === 0 && !isOptional) missing.push(name);
    return { kind: "list", values };
  }
  if (kind === "record") {
    const entries = keys.map((key) => [key, next(key)] as const);
    missing.push(...entries.filter(([, values]) => values.length === 0 && !isOptional).map(([key]) => key));
    return {
      kind: "record",
      values: new Map(
        [...entries, ...optionalKeys.map((key) => [key, byName.get(key) ?? []] as const)].flatMap(
          ([key, values]) => values.map((value) => [key, value] as const),
        ),
      ),
    };
  }
  const [value] = next(name);
  if (value !== undefined) return { kind: "one", value };
  if (!isOptional) missing.push(name);
  return { kind: "nothing" };
}

function isRequired({ kind, isOptional }: InputSlot): boolean {
  return kind === "tensor" && !isOptional;
}

/** Parameters at the end that get nothing keep their defaults. */
function withoutTail<T>(args: readonly Assigned<T>[]): readonly Assigned<T>[] {
  return args.slice(0, args.findLastIndex(({ kind }) => kind !== "nothing") + 1);
}
