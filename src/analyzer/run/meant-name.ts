/** The library's namespaces, and its own exports under "". */
export type LibraryNames = ReadonlyMap<string, readonly string[]>;

/**
 * What an author may have meant by a name that the library does not have: one of the same letters in another style or
 * another namespace, as authors who come from PyTorch write `F.max_pool2d`, `nn.relu` or `F.cat`. As it would be written after
 * the import: `F.maxPool2d`, `cat`. Undefined where there is none.
 */
export function meantName(library: LibraryNames, namespace: string, name: string): string | undefined {
  const candidates = [...library].flatMap(([owner, names]) =>
    names.filter((other) => plainName(other) === plainName(name)).map((other) => ({ owner, other })),
  );
  // A lower-case name means a function, a capital a class; then what stands where it was looked for.
  const rank = ({ owner, other }: (typeof candidates)[number]): number =>
    2 * Number(isCapital(other) === isCapital(name)) + Number(owner === namespace);
  const [best] = candidates.sort((left, right) => rank(right) - rank(left));
  if (best === undefined) return undefined;
  return best.owner === "" ? best.other : `${best.owner}.${best.other}`;
}

/** The same as a part of a problem's data, which holds nothing where nothing is meant. */
export function meantData(meant: string | undefined): { readonly meant?: string } {
  return meant === undefined ? {} : { meant };
}

/** A name without its style: `max_pool2d` and `maxPool2d` are one. */
export function plainName(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}

function isCapital(name: string): boolean {
  return /^[A-Z]/.test(name);
}
