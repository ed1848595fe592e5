import type { FileRange } from "../base/index.ts";
import { didYouMean, importedName, printName } from "./phrases.ts";
import type { LibraryName, ProblemDefinition } from "./problem-definition.ts";
import { insteadOfUndeclared } from "./pytorch-only.ts";

export interface UndeclaredName {
  readonly name: string;
  /** What to write instead, where something of the kind is in sight: `this.conv1`. */
  readonly meant: string | null;
  /** What the import from "cnn-blocks" lacks, where the library has it. */
  readonly lacksImport: string | null;
  /** The name with the members that are read from it, where that is PyTorch's or Python's: `torch.nn.Conv2d`. */
  readonly path?: string | undefined;
  /** What the library has for the path. */
  readonly stands?: LibraryName | null;
  /** The tensor's method for the path. */
  readonly asMethod?: string;
  /** Whether `declare` only promises it to the type checker. */
  readonly isPromised?: boolean;
  /** The call that has it as a keyword argument, as in Python. */
  readonly keywordOf?: FileRange;
}

export const undeclaredName: ProblemDefinition<"undeclared-name", UndeclaredName> = {
  code: "undeclared-name",
  severity: "error",
  sentence: ({
    name,
    meant,
    lacksImport,
    path = name,
    stands = null,
    isPromised = false,
    keywordOf,
    asMethod,
  }) => {
    if (lacksImport !== null) return `${name} is not imported: import ${lacksImport} from "cnn-blocks".`;
    const lacking = isPromised
      ? `${name} is declared here, but defined nowhere.`
      : `${name} is not declared.`;
    if (keywordOf !== undefined) return `${lacking} ${withoutKeywords}`;
    if (asMethod !== undefined) return `${lacking} For ${path}, write x.${asMethod}(…).`;
    if (stands !== null) return `${lacking} ${writeInstead(path, stands)}`;
    const advice = meant === null ? insteadOfUndeclared(path) : undefined;
    return `${lacking}${advice === undefined ? didYouMean(meant) : ` ${advice}`}`;
  },
  page: {
    meaning:
      "A name is used that the file neither declares nor imports, or `torch`, which it only declares with `declare`. " +
      "Running the file throws here. Members of a class need `this.` before them, and names of the library have to be " +
      "imported.",
    example: `
import { nn, randn, type Tensor } from "cnn-blocks";

class Net extends nn.Module {
  conv1 = new nn.Conv2d(3, 8, 3);

  forward(x: Tensor): Tensor {
    return conv1(x);
  }
}
new Net()(randn(1, 3, 8, 8));
`,
    instead: `
import { nn, randn, type Tensor } from "cnn-blocks";

class Net extends nn.Module {
  conv1 = new nn.Conv2d(3, 8, 3);

  forward(x: Tensor): Tensor {
    return this.conv1(x);
  }
}
new Net()(randn(1, 3, 8, 8));
`,
  },
};

const withoutKeywords =
  "Arguments have no names in JavaScript: pass those that are required in their order, and options in one object, { padding: 1 }.";

/** `For torch.nn.Conv2d, write nn.Conv2d, and import nn from "cnn-blocks".` */
function writeInstead(path: string, stands: LibraryName): string {
  return `For ${path}, write ${printName(stands)}, and import ${importedName(stands)} from "cnn-blocks".`;
}
