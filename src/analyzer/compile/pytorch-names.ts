import type { FileRange } from "../../base/index.ts";
import { inLibraryStyle, pytorchMembers } from "../../problems/index.ts";
import type { Machine } from "../run/machine.ts";
import { getMember } from "../run/members.ts";
import { isWhollyKnown } from "../run/missing.ts";
import type { UnknownValue, Value } from "../values/value.ts";
import type { Context } from "./context.ts";
import { refused } from "./refused.ts";

/**
 * Refuses a name that tensors or modules have only in PyTorch: `x.device`, `p.requires_grad`. Undefined where there is such a
 * member, or where the name is no such name. Execution refuses the same ones.
 */
export function refusePytorchName(
  c: Context,
  target: Value,
  name: string | undefined,
  at: FileRange | null,
): UnknownValue | undefined {
  if (name === undefined || !mayBePytorchs(name)) return undefined;
  const kind = kindOf(c.m, target);
  if (kind === undefined || !isWhollyKnown(target)) return undefined;
  const meant = kind === "tensor" ? memberMeant(c.m, target, name) : null;
  if (meant === null && !pytorchMembers(kind).has(name)) return undefined;
  if (getMember(c.m, target, name).kind !== "undefined" || isOwn(target, name)) return undefined;
  const of = kind === "tensor" || target.kind !== "object" ? "Tensor" : (target.class?.name ?? "Module");
  const data = { name, of, meant: meant === null ? null : { namespace: of, name: meant }, isOfValue: true };
  return refused(c, { code: "missing-member", data }, at, `${of} has no ${name}`);
}

/** As `refusePytorchName`, for a member that is set: modules may have any. */
export function refuseSettingPytorchName(
  c: Context,
  target: Value,
  name: string,
  at: FileRange | null,
): UnknownValue | undefined {
  const isRefused = mayBePytorchs(name) && kindOf(c.m, target) === "tensor";
  return isRefused ? refusePytorchName(c, target, name, at) : undefined;
}

/** Most names are neither in PyTorch's style nor in its lists. That is asked first, because every access asks it. */
function mayBePytorchs(name: string): boolean {
  const isListed = pytorchMembers("tensor").has(name) || pytorchMembers("module").has(name);
  return isListed || inLibraryStyle(name) !== name;
}

/** Whether it is a tensor or a module; a parameter is a tensor. */
function kindOf(m: Machine, target: Value): "tensor" | "module" | undefined {
  if (target.kind === "tensor") return "tensor";
  if (target.kind !== "object") return undefined;
  if (target.module !== null) return "module";
  for (let at: Value | null = target.class; at?.kind === "class"; at = at.parent)
    if (at === m.tensorClass) return "tensor";
  return undefined;
}

/** What the library calls a member of a tensor that is written in PyTorch's style: `indexSelect` for `index_select`. */
function memberMeant(m: Machine, target: Value, name: string): string | null {
  const meant = inLibraryStyle(name);
  return meant !== name && getMember(m, target, meant).kind !== "undefined" ? meant : null;
}

function isOwn(target: Value, name: string): boolean {
  return target.kind === "object" && target.properties.has(name);
}
