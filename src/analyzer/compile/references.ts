import { getMember, setMember } from "../run/members/members.ts";
import { setSomeElement } from "../run/members/unknown-keys.ts";
import { lacksSetter } from "../run/members/write-refusals.ts";
import { isPropertyAccessExpression, isSuperAccess } from "../syntax/index.ts";
import { isNullish } from "../values/equality.ts";
import { undefinedValue } from "../values/make.ts";
import { findMember } from "../values/prototype.ts";
import type { Scope, Value } from "../values/value.ts";
import { type AccessNode, compileAccess, compileMemberRead, setSuperMember } from "./access.ts";
import { authorPlace, type Context, noteOf } from "./context.ts";
import { readLocal } from "./identifiers.ts";
import { compilePrivateCheck } from "./private-members.ts";
import { refuseSettingPytorchName } from "./pytorch-names.ts";
import { refused, refuseNullish } from "./refused.ts";

/** A member that is found once, and then read, set, or both: `list[at++] += 1`. */
interface Reference {
  readonly read: () => Value;
  readonly write: (value: Value) => void;
}

export function compileReference(c: Context, node: AccessNode): (scope: Scope) => Reference {
  const access = compileAccess(c, node);
  if (access === undefined) return () => nowhere;
  const store = compileStore(c, node);
  const member = compileMemberRead(c, node, access);
  const note = noteOf(c, node, "expression");
  const kept = c.kept?.get(node);
  const readKept = kept === undefined ? undefined : readLocal(c, kept);
  return (scope) => {
    const [target, name] = [access.target(scope), access.name(scope)];
    const read = (): Value => {
      const value = readKept?.(scope) ?? member(scope, target, name);
      note?.(value);
      return value;
    };
    return { read, write: (value) => store(scope, target, name, value) };
  };
}

const nowhere: Reference = { read: () => undefinedValue, write: () => undefined };

type Store = (scope: Scope, target: Value, name: string | undefined, value: Value) => void;

/** Sets a member of what stands before the last dot, by the name that is behind it. */
export function compileStore(c: Context, node: AccessNode): Store {
  const { m } = c;
  const refuse = refuseNullish(c, node.expression);
  const place = authorPlace(c, node);
  const at = isPropertyAccessExpression(node) ? authorPlace(c, node.name) : place;
  const note = isPropertyAccessExpression(node) ? noteOf(c, node.name, "name") : undefined;
  const refusePrivate = compilePrivateCheck(c, node);
  const home = isSuperAccess(node) ? readLocal(c, "%class") : undefined;
  const store: Store = (scope, target, name, value) => {
    if (name === "" || refusePrivate?.(target, name, "write") !== undefined) return;
    if (isNullish(target)) refuse(target, name);
    else if (home !== undefined) setSuperMember(c, home(scope), name, target, value);
    else if (name === undefined) setSomeElement(m, target, value);
    else if (lacksSetter(m, target, name))
      refused(
        c,
        { code: "not-assignable", data: { name, why: whyFixed(c, target, name) } },
        at,
        `${name} has no setter`,
      );
    else if (refuseSettingPytorchName(c, target, name, at) === undefined) setMember(m, target, name, value);
  };
  return (scope, target, name, value) => {
    const outer = m.frame;
    note?.(value);
    // A setter that runs, and a field that refuses to be set, are at fault here.
    if (place !== null) m.frame = { place, outer };
    try {
      store(scope, target, name, value);
    } finally {
      m.frame = outer;
    }
  };
}

/** A layer of the library has its weights behind getters. */
function whyFixed({ m }: Context, target: Value, name: string): "getter" | "weight" {
  if (target.kind !== "object" || target.module === null || target.class === null) return "getter";
  if (findMember(target.class, name)?.owner.code.isLibrary !== true) return "getter";
  const held = getMember(m, target, name);
  return held.kind === "tensor" && held.made.kept !== undefined ? "weight" : "getter";
}
