import type { UnknownId, UnknownPart } from "../../ir/index.ts";
import type { ObjectValue } from "../values/value.ts";
import type { ModuleTree } from "./module-tree.ts";

/** What is not known of a module or model, each cause once; first the fields of which nothing is known. */
export interface UnknownParts {
  readonly all: readonly UnknownPart[];
  /** The number of a part, which is added where it is new. */
  idOf(part: UnknownPart): UnknownId;
  /** The number of the part that decides whether there is a module; undefined where there certainly is. */
  ofModule(module: ObjectValue | undefined): UnknownId | undefined;
}

export function unknownParts(tree: ModuleTree): UnknownParts {
  const all: UnknownPart[] = [];
  const ids = new Map<string, UnknownId>();
  const idOf = ({ path, kind, reason, because }: UnknownPart): UnknownId => {
    const key = `${kind} ${reason} ${because?.file} ${because?.start} ${because?.end}`;
    const known = ids.get(key);
    if (known !== undefined) return known;
    ids.set(key, all.length);
    return all.push({ path, kind, reason, because }) - 1;
  };
  for (const part of tree.missing()) idOf(part);
  return {
    all,
    idOf,
    ofModule(module) {
      const doubt = module === undefined ? undefined : tree.doubtOf(module);
      return doubt === undefined ? undefined : idOf(doubt);
    },
  };
}
