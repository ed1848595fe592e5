import { awaitFirst, didYouMean, printName } from "./phrases.ts";
import type { LibraryName, ProblemDefinition } from "./problem-definition.ts";
import { insteadOfExport, insteadOfPytorch } from "./pytorch-only.ts";

export interface MissingMember {
  readonly name: string;
  /** The namespace, class or kind of value in which it was looked for. */
  readonly of: string;
  /** What the library calls it, where it has something alike. */
  readonly meant: LibraryName | null;
  /** Whether it was looked for in a value, such as an instance of a class, rather than in a namespace. */
  readonly isOfValue?: boolean;
  /** Whether that value is a promise. */
  readonly isOfPromise?: boolean;
  /** The library's function of that name, where it was looked for in a tensor that has no such method. */
  readonly asFunction?: LibraryName | null;
  /** Whether the constructor of the class has a variable of that name, which is no field. */
  readonly isVariable?: boolean;
  /** The tensor's method of that name, where it was looked for among the library's exports. */
  readonly asMethod?: string | null;
  /** The method that gives what the name would put in the place of the tensor. */
  readonly asCopy?: string | null;
}

export const missingMember: ProblemDefinition<"missing-member", MissingMember> = {
  code: "missing-member",
  severity: "error",
  sentence: (data) => `${data.of} has no ${data.name}.${adviceOn(data)}`,
  page: {
    meaning:
      "There is no layer, function or field of this name. If the library has it under another name, as with PyTorch's " +
      "`F.max_pool2d`, the message says so and a quick fix writes that name.",
    example: `
import { nn, randn } from "cnn-blocks";

const layer = new nn.Conv5d(3, 8, 3);
layer(randn(1, 3, 8, 8));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const layer = new nn.Conv2d(3, 8, 3);
layer(randn(1, 3, 8, 8));
`,
  },
};

/** What is known of a name that a namespace of the library lacks, and what was probably meant. */
export function lackingName(
  of: string,
  name: string,
  meant: LibraryName | null,
  methodOf: (name: string) => string | null,
): MissingMember {
  const isAdvised = meant !== null || insteadOfExport(name) !== undefined;
  const asMethod = isAdvised ? null : methodOf(name);
  return { name, of, meant, ...(asMethod !== null && { asMethod }) };
}

/** Whether the message says what to write instead: the name is PyTorch's, or slightly misspelt. */
export function saysInstead(data: MissingMember): boolean {
  return adviceOn(data) !== "";
}

/** What to write instead. */
function adviceOn({
  name,
  of,
  meant,
  isOfValue,
  isOfPromise,
  asFunction,
  asMethod,
  asCopy,
  isVariable,
}: MissingMember): string {
  if (isVariable) return ` Its constructor has ${name} only as a variable: write this.${name} = … there.`;
  if (meant === null) {
    if (isOfPromise) return awaitFirst;
    if (asCopy) return ` It has no form in place here: write x = x.${asCopy}(…).`;
    if (asMethod) return ` ${methodInsteadOfFunction(asMethod)}`;
    const advice = isOfValue ? insteadOfPytorch(name) : insteadOfExport(name);
    if (asFunction && advice === undefined) return ` It is a function here: ${whereItIs(asFunction)}.`;
    return advice === undefined ? "" : ` ${advice}`;
  }
  if (isOfValue) return didYouMean(meant.name);
  return isLayerInstead(name, of, meant)
    ? ` ${printName(meant)} is a layer, which keeps its weights: make one with new, then call it.`
    : didYouMean(whereItIs(meant));
}

/** What to write for a function that is a tensor's method. */
export function methodInsteadOfFunction(name: string): string {
  return `It is a method of tensors here: x.${name}(…).`;
}

/** An export that was looked for in a namespace is not obvious from its name alone. */
function whereItIs(meant: LibraryName): string {
  return `${printName(meant)}${meant.namespace === null ? ', an export of "cnn-blocks" itself' : ""}`;
}

/** Whether the library has no such function, but a layer: `F.conv2d` takes weights of one's own in PyTorch. */
export function isLayerInstead(name: string, of: string, meant: LibraryName): boolean {
  return (
    meant.namespace !== null && meant.namespace !== of && /^[a-z]/.test(name) && /^[A-Z]/.test(meant.name)
  );
}
