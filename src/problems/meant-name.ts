import { synonymOf } from "./instead/synonyms.ts";
import type { LibraryName } from "./problem-definition.ts";

/** What is done with a member: `new nn.Conv2d(…)`, `F.relu(…)`. */
export type MemberUse = "constructed" | "called" | "read";

/** The library's namespaces by their paths, `nn.init`, and its own exports under "". */
export type LibraryNames = ReadonlyMap<string, readonly string[]>;

/**
 * What an author may have meant by a name that the library does not have: one of the same letters in another style or
 * another namespace, as PyTorch users write `F.max_pool2d`, `nn.relu` or `F.cat`. Null where there is none.
 */
export function meantName(
  library: LibraryNames,
  namespace: string,
  name: string,
  use: MemberUse = "read",
): LibraryName | null {
  if (plainName(name) === "functional") return { namespace: null, name: "F" };
  const candidates = [...library].flatMap(([owner, names]) =>
    isInner(owner) && !isAt(owner, namespace)
      ? []
      : names.filter((other) => plainName(other) === plainName(name)).map((other) => ({ owner, other })),
  );
  const isClass = isClassMeant(namespace, name, use);
  // Then names of the namespace that was searched.
  const rank = ({ owner, other }: (typeof candidates)[number]): number =>
    4 * Number(isCapital(other) === isClass) +
    2 * Number(isAt(owner, namespace)) +
    Number(other.endsWith("_") === name.endsWith("_"));
  const [best] = candidates.sort((left, right) => rank(right) - rank(left));
  const synonym = synonymOf(name);
  // A layer of that name is not what is meant where PyTorch has a function under another name: `F.upsample`.
  const isOtherKind = best === undefined || isCapital(best.other) !== isClass;
  if (synonym !== undefined && isOtherKind) return meantName(library, namespace, synonym, use);
  if (best === undefined) return null;
  return { namespace: best.owner === "" ? null : best.owner, name: best.other };
}

/** Only classes follow `new`, and `F` has only functions; otherwise a capital letter suggests a class. */
function isClassMeant(namespace: string, name: string, use: MemberUse): boolean {
  if (use === "constructed") return true;
  return isCapital(name) && !(use === "called" && namespace === "F");
}

/** Names of a namespace inside another, such as `nn.init`, are meant only where that namespace is written. */
function isInner(owner: string): boolean {
  return owner.includes(".");
}

/** Whether a namespace is written by its path, `nn.init`, or by its last name, `init`. */
function isAt(owner: string, namespace: string): boolean {
  return owner === namespace || owner.endsWith(`.${namespace}`);
}

/** What the library has for a path of PyTorch's: `nn.Conv2d` for `torch.nn.Conv2d`, `F.relu` for `torch.relu`. */
export function meantByPath(
  meant: (namespace: string, name: string) => LibraryName | null,
  path: readonly string[],
): LibraryName | null {
  const [root, ...members] = path;
  // The library's own load takes a graph, not a file, and its utils are those of nn.
  if (root !== "torch" || members.includes("load") || members[0] === "utils") return null;
  const name = nameInPackages(members) ?? members.at(-1);
  const namespace = innermostFirst.find((one) => one !== name && members.includes(one)) ?? "";
  return name === undefined ? null : meant(namespace, name);
}

/** What is read from PyTorch's packages: `relu` of `nn.functional.relu`. */
export function nameInPackages(members: readonly string[]): string | undefined {
  return members.find((member) => !packages.has(member));
}

const innermostFirst = ["parametrizations", "utils", "init", "nn"];

const packages: ReadonlySet<string> = new Set([...innermostFirst, "functional", "special", "linalg"]);

/** A name without its style: `max_pool2d` and `maxPool2d` are one. */
export function plainName(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}

function isCapital(name: string): boolean {
  return /^[A-Z]/.test(name);
}
