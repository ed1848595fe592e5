import type { LibraryNames } from "../run/meant-name.ts";
import type { NamespaceValue } from "../values/value.ts";

/** The names of a namespace, and of those inside it, such as `nn.init`, by their paths. */
export function namesWithin(space: NamespaceValue): LibraryNames {
  return new Map(namesBelow("", space));
}

function namesBelow(path: string, space: NamespaceValue): readonly (readonly [string, readonly string[]])[] {
  const names = space.names();
  const inner = names.flatMap((name) => {
    const value = space.member(name);
    return value?.kind === "namespace" ? namesBelow(path === "" ? name : `${path}.${name}`, value) : [];
  });
  return [[path, names], ...inner];
}
