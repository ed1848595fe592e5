import { didYouMean } from "./phrases.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface UndeclaredName {
  readonly name: string;
  /** What to write instead, where something of the kind is in sight: `this.conv1`. */
  readonly meant: string | null;
  /** What the import from "cnn-blocks" lacks, where the library has it. */
  readonly lacksImport: string | null;
}

export const undeclaredName: ProblemDefinition<"undeclared-name", UndeclaredName> = {
  code: "undeclared-name",
  severity: "error",
  sentence: ({ name, meant, lacksImport }) => {
    if (lacksImport !== null) return `${name} is not imported: import ${lacksImport} from "cnn-blocks".`;
    return `${name} is not declared.${didYouMean(meant)}`;
  },
  page: {
    meaning:
      "A name is used that the file neither declares nor imports. Running the file throws here. Members of a " +
      "class need `this.` before them, and what comes from the library has to be imported.",
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
