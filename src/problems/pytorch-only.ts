import { lackingExports } from "./instead/exports.ts";
import { lackingMembers } from "./instead/members.ts";
import { insteadOfNames } from "./instead/names.ts";
import { inLibraryStyle } from "./instead/style.ts";
import { nameInPackages } from "./meant-name.ts";

/**
 * Advice on a name of PyTorch or Python that nothing declares, with the members that are read from it: `torch.load`.
 * Undefined for any other name.
 */
export function insteadOfUndeclared(path: string): string | undefined {
  const found = insteadOfNames.find(([names]) => names.test(path));
  const [root, ...members] = path.split(".");
  const member = root === "torch" ? nameInPackages(members) : undefined;
  // Advice on the whole of PyTorch is the last resort.
  const isOfAll = found === insteadOfNames.find(([names]) => names.test("torch"));
  return (isOfAll && member !== undefined ? insteadOfExport(member) : undefined) ?? found?.[1];
}

/** Whether a name is that of a package of PyTorch's, which no host of TypeScript defines. */
export function isPytorchPackage(name: string): boolean {
  return name === "torch" || name === "torchvision";
}

/** Advice on a member of PyTorch's tensors and modules that the library has nothing for; undefined for any other name. */
export function insteadOfPytorch(name: string): string | undefined {
  return adviceByMember.get(plain(name));
}

/** Advice on an export of PyTorch's that the library has nothing for; undefined for any other name. */
export function insteadOfExport(name: string): string | undefined {
  const small = name.replaceAll("_", "").toLowerCase();
  return lackingExports.find(([names]) => names.test(small))?.[1] ?? insteadOfPytorch(name);
}

/** PyTorch's names that no tensor, or no module, has here, in both styles. Reading one is a mistake. */
export function pytorchMembers(of: "tensor" | "module"): ReadonlySet<string> {
  return members[of];
}

const adviceByMember: ReadonlyMap<string, string> = new Map(
  lackingMembers.flatMap(({ names, advice }) =>
    names.split(" ").map((name) => [plain(name), advice] as const),
  ),
);

const members = { tensor: membersOf("tensor"), module: membersOf("module") } as const;

function membersOf(kind: "tensor" | "module"): ReadonlySet<string> {
  const names = lackingMembers
    .filter(({ of }) => of.includes(kind))
    .flatMap(({ names: own }) => own.split(" "));
  return new Set(names.flatMap((name) => [name, inLibraryStyle(name)]));
}

/** `T` is an attribute, and `t` a method. */
function plain(name: string): string {
  return name.length === 1 ? name : name.replaceAll("_", "").toLowerCase();
}
