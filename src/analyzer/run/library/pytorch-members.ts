import { type MemberMeant, memberMeant, pytorchMembers, synonymOf } from "../../../problems/index.ts";
import { lineage } from "../../values/prototype.ts";
import type { Value } from "../../values/value.ts";
import type { Machine } from "../machine.ts";
import { getMember } from "../members/members.ts";

/*
 * Names that tensors or modules have only in PyTorch. Where a file runs, both have a getter for each such name, which throws.
 */

/** Whether it is a tensor or a module; a parameter is a tensor. */
export function kindOf(m: Machine, target: Value): "tensor" | "module" | undefined {
  if (target.kind === "tensor") return "tensor";
  if (target.kind !== "object") return undefined;
  if (target.module !== null) return "module";
  for (let at: Value | null = target.class; at?.kind === "class"; at = at.parent)
    if (at === m.tensorClass) return "tensor";
  return undefined;
}

/** Whether a value has a member that only refuses to be read, unless it has one of its own of that name. */
export function refusesReading(m: Machine, target: Value, name: string): boolean {
  if (!mayBePytorchs(name)) return false;
  const kind = kindOf(m, target);
  return kind !== undefined && (pytorchMembers(kind).has(name) || meantOf(m, target, name) !== null);
}

/** Most names are neither in PyTorch's style nor in its lists. That is asked first, because every access asks it. */
export function mayBePytorchs(name: string): boolean {
  const isListed = pytorchMembers("tensor").has(name) || pytorchMembers("module").has(name);
  return isListed || name.includes("_") || synonymOf(name) !== undefined;
}

/** What the library calls a member that all tensors, or all modules, have: `indexSelect` for `index_select`. */
export function meantOf(m: Machine, target: Value, name: string): MemberMeant | null {
  const kind = kindOf(m, target);
  if (kind === "tensor") return memberMeant(name, (one) => getMember(m, target, one).kind !== "undefined");
  const cls = target.kind === "object" ? target.class : null;
  if (kind === undefined || cls === null) return null;
  const root = [...lineage(cls)].at(-1);
  return memberMeant(name, (one) => root?.code.isLibrary === true && root.prototype.has(one));
}
