import type { AnalysisSources } from "./sources.ts";

type Library = AnalysisSources["library"];

/** What is read of a library, once for each: its texts never change. */
export function rememberPerLibrary<A>(read: (library: Library) => A): (library: Library) => A {
  const known = new WeakMap<Library, { readonly value: A }>();
  return (library) => {
    const found = known.get(library) ?? { value: read(library) };
    known.set(library, found);
    return found.value;
  };
}
