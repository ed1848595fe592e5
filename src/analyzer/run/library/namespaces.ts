import type { NamespaceValue } from "../../values/value.ts";

/* What kind of namespace a value is. */

/** A file or a package as a whole; in a namespace of the author's, exports can be set. */
export function isImported(target: NamespaceValue): boolean {
  return target.set === undefined && !target.isHost;
}

/** Whether it is the whole package, of which the other namespaces are parts. */
export function isWholePackage({ member }: NamespaceValue): boolean {
  return member("nn") !== undefined;
}
