import type { FileRange } from "../../base/index.ts";
import { kindOf, mayBePytorchs, meantOf, refusesReading } from "../run/library/pytorch-members.ts";
import { getMember } from "../run/members/members.ts";
import { isWhollyKnown } from "../run/members/missing.ts";
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
  if (getMember(c.m, target, name).kind !== "undefined" || isOwn(target, name)) return undefined;
  return refuseInherited(c, target, name, at);
}

/** Like `refusePytorchName`, for what the parent of a class lacks: `super.to(device)`. */
export function refuseInherited(
  c: Context,
  target: Value,
  name: string,
  at: FileRange | null,
): UnknownValue | undefined {
  if (!refusesReading(c.m, target, name) || !isWhollyKnown(target)) return undefined;
  const { meant = null, asCopy = null } = meantOf(c.m, target, name) ?? {};
  const isModule = target.kind === "object" && kindOf(c.m, target) === "module";
  const of = isModule ? (target.class?.name ?? "Module") : "Tensor";
  const data = {
    name,
    of,
    meant: meant === null ? null : { namespace: of, name: meant },
    ...(asCopy !== null && { asCopy }),
    isOfValue: true,
  };
  return refused(c, { code: "missing-member", data }, at, `${of} has no ${name}`);
}

/** Like `refusePytorchName`, for setting a member: on a module, any name may be set. */
export function refuseSettingPytorchName(
  c: Context,
  target: Value,
  name: string,
  at: FileRange | null,
): UnknownValue | undefined {
  const isRefused = mayBePytorchs(name) && kindOf(c.m, target) === "tensor";
  return isRefused ? refusePytorchName(c, target, name, at) : undefined;
}

function isOwn(target: Value, name: string): boolean {
  return target.kind === "object" && target.properties.has(name);
}
