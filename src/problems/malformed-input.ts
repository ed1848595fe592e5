import type { ProblemDefinition } from "./problem-definition.ts";

export interface MalformedInput {
  /** What stands behind `@input`. */
  readonly written: string;
  readonly fault: InputFault | TagFault;
  /** The whole as it should be; null where that is not clear. */
  readonly meant: string | null;
}

/** Why a comment is not the one that states the input of what is below it. */
type TagFault =
  | { readonly kind: "no-model" }
  /** The tag is spelled otherwise. */
  | { readonly kind: "other-tag"; readonly tag: string }
  /** Another one is read instead. */
  | { readonly kind: "second"; readonly read: string };

/** Why the stated shapes cannot be the arguments of a forward. */
export type InputFault =
  | { readonly kind: "unreadable" }
  | { readonly kind: "twice"; readonly name: string }
  | { readonly kind: "unknown-name"; readonly name: string; readonly names: readonly string[] }
  | { readonly kind: "missing"; readonly names: readonly string[] }
  | { readonly kind: "too-many"; readonly given: number; readonly names: readonly string[] };

export const malformedInput: ProblemDefinition<"malformed-input", MalformedInput> = {
  code: "malformed-input",
  severity: "warning",
  runs: true,
  sentence: ({ written, fault }) =>
    `${fault.kind === "other-tag" ? fault.tag : "@input"} ${written === "" ? "states nothing" : written}: ${words(fault)}`,
  page: {
    meaning:
      "A comment that begins with @input states the example input of the class, forward, function or variable below it: sizes joined " +
      "by x, with a comma between several inputs, in the order of forward's parameters or by their names. A comment that " +
      "cannot be read, or does not fit the parameters, is ignored, and the input is assumed. So is one whose tag is spelled " +
      "otherwise, and all but the first of several.",
    example: `
import { nn, type Tensor } from "cnn-blocks";

/** @input 3 by 32 by 32 */
export class Net extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3);

  forward(x: Tensor): Tensor {
    return this.conv(x);
  }
}
`,
    instead: `
import { nn, type Tensor } from "cnn-blocks";

/** @input 1x3x32x32 */
export class Net extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3);

  forward(x: Tensor): Tensor {
    return this.conv(x);
  }
}
`,
  },
};

function words(fault: InputFault | TagFault): string {
  switch (fault.kind) {
    case "no-model":
      return "there is no model below it: write it above a class that extends nn.Module or its forward, a variable of the file that holds a module, or a function of tensors with a name.";
    case "other-tag":
      return "the tag of a model's input is @input, so this states nothing.";
    case "second":
      return `@input ${fault.read} is read instead: leave one of the two out.`;
    default:
      return inputFaultWords(fault);
  }
}

/** The sentence about shapes that a comment, the command line or an author states. */
export function inputFaultWords(fault: InputFault): string {
  switch (fault.kind) {
    case "unreadable":
      return "write sizes of at least 1 joined by x, as in 1x3x224x224, and commas between several inputs.";
    case "unknown-name":
      return `forward has no input ${fault.name}; it takes ${listed(fault.names)}.`;
    case "twice":
      return `the shape of ${fault.name} is given twice.`;
    case "missing":
      return `the shape of ${listed(fault.names)} is missing: write one for each input of forward, with commas between.`;
    case "too-many":
      return `these are ${fault.given} shapes, but forward takes only ${listed(fault.names)}.`;
  }
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "nothing";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
