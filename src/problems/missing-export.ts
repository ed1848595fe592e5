import { libraryName } from "../base/index.ts";
import { methodInsteadOfFunction } from "./missing-member.ts";
import { didYouMean, printName } from "./phrases.ts";
import type { LibraryName, ProblemDefinition } from "./problem-definition.ts";
import { insteadOfExport, insteadOfUndeclared } from "./pytorch-only.ts";

export interface MissingExport {
  readonly specifier: string;
  /** The import that the file lacks. */
  readonly name: string;
  /** Whether the file has a type of that name, which is nothing once it runs. */
  readonly isType: boolean;
  /** What the library calls it, where it has something alike. */
  readonly meant: LibraryName | null;
  /** The tensor's method of that name. */
  readonly asMethod?: string | null;
}

export const missingExport: ProblemDefinition<"missing-export", MissingExport> = {
  code: "missing-export",
  severity: "error",
  sentence: ({ specifier, name, isType, meant, asMethod = null }) => {
    if (name === "default")
      return `"${specifier}" has no default export. Import what it exports by name: import { ${meant?.name ?? "…"} }.`;
    if (isType && specifier === libraryName && name === "Tensor")
      return "Tensor is only a type. Tensors are made by randn(…), zeros(…), ones(…) and input(…).";
    if (isType)
      return `"${specifier}" exports ${name} only as a type, which has no value when the file runs.`;
    const advice = specifier === libraryName && meant === null ? insteadOf(name, asMethod) : undefined;
    return `"${specifier}" has no export ${name}.${advice === undefined ? didYouMean(meant && printName(meant)) : ` ${advice}`}`;
  },
  page: {
    meaning:
      "A name is imported that the other file does not export. Running the file throws before its first line. Names " +
      "that are only used as types are fine.",
    example: `
import { Conv2d, randn } from "cnn-blocks";

new Conv2d(3, 8, 3)(randn(1, 3, 8, 8));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

new nn.Conv2d(3, 8, 3)(randn(1, 3, 8, 8));
`,
  },
};

/** Advice on that name of PyTorch's package alone: `torch.jit`. */
function insteadOfTorch(name: string): string | undefined {
  const advice = insteadOfUndeclared(`torch.${name}`);
  return advice === insteadOfUndeclared("torch") ? undefined : advice;
}

/** Advice on what PyTorch has under that name. */
function insteadOf(name: string, asMethod: string | null): string | undefined {
  const advice = insteadOfUndeclared(name) ?? insteadOfExport(name) ?? insteadOfTorch(name);
  return advice ?? (asMethod === null ? undefined : methodInsteadOfFunction(asMethod));
}
