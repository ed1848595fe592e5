import { isPropertyAccessExpression, type Node, SyntaxKind } from "../syntax/index.ts";
import { isNullish } from "../values/equality.ts";
import { findMember } from "../values/prototype.ts";
import type { ClassValue, InheritedMember, ObjectValue, UnknownValue, Value } from "../values/value.ts";
import { authorPlace, type Context } from "./context.ts";
import { refused } from "./refused.ts";

/** Refuses an access; undefined where it may be right. */
type Refuse = (target: Value, key: string | undefined, kind: "read" | "write") => UnknownValue | undefined;

/**
 * Refuses `target.#name` where the target's class did not declare that name, and what a private name does not allow; undefined
 * for all other accesses.
 */
export function compilePrivateCheck(c: Context, node: Node): Refuse | undefined {
  const name = isPropertyAccessExpression(node) ? node.name : undefined;
  if (name?.kind !== SyntaxKind.PrivateIdentifier || !c.privates?.has(name.text)) return undefined;
  const place = authorPlace(c, node);
  return (target, key, kind) => {
    const message = key === undefined ? undefined : whyRefused(target, key, name.text, kind);
    if (message === undefined) return undefined;
    return refused(c, { code: "thrown", data: { message } }, place, `It has no ${name.text}`);
  };
}

function whyRefused(target: Value, key: string, name: string, kind: "read" | "write"): string | undefined {
  if (isNullish(target) || target.kind === "unknown" || target.kind === "either") return undefined;
  const holder = holderOf(target);
  const isOwn = holder?.properties.has(key) ?? false;
  const member = holder === undefined || isOwn ? undefined : inherited(holder, key);
  if (!isOwn && member === undefined)
    return `Cannot ${kind} private member ${name} ${kind === "read" ? "from" : "to"} an object whose class did not declare it`;
  return kind === "write" && member === "value" ? `Private method '${name}' is not writable` : undefined;
}

/** Where the private members of a value are kept, if it can have any. */
function holderOf(target: Value): ObjectValue | ClassValue | undefined {
  if (target.kind === "object" || target.kind === "class") return target;
  return "extras" in target ? target.extras : undefined;
}

/** A class's own private members are not inherited by those that extend it. */
function inherited(holder: ObjectValue | ClassValue, key: string): InheritedMember["kind"] | undefined {
  if (holder.kind === "class") return holder.accessors.has(key) ? "accessor" : undefined;
  return holder.class === null ? undefined : findMember(holder.class, key)?.member.kind;
}
