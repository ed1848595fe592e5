import type { ProblemDefinition } from "./problem-definition.ts";

/** What of a file comes nearest to a model, by the name that the file gives it, and why it is none. */
export type NoModel = { readonly name: string } & (
  | { readonly kind: "abstract" | "not-a-module" | "without-tensor" }
  /** `meant` is the method that is meant for it, if one is. */
  | { readonly kind: "without-forward"; readonly meant?: string | null }
  | { readonly kind: "uncalled-layer" | "uncalled-list" | "uncalled-function" }
  /** Its constructor throws; the message is null where it is not known. */
  | { readonly kind: "throws"; readonly message: string | null }
  /** A variable is undefined, because the call that gives its value returns nothing. */
  | { readonly kind: "undefined"; readonly callee: string }
);

export const noModel: ProblemDefinition<"no-model", NoModel> = {
  code: "no-model",
  severity: "warning",
  sentence: (data) => `There is no model in this file: ${noModelWords(data)}`,
  page: {
    meaning:
      "The file builds layers, but they never become a model: a layer or a list of layers that nothing calls on a tensor, a " +
      "function that is never called or returns nothing, a class that does not extend nn.Module, or one without a forward " +
      "that returns a tensor. So there is nothing to draw, count or run. Files that provide classes, functions or constants " +
      "for others are left alone.",
    example: `
import { nn } from "cnn-blocks";

const net = new nn.Conv2d(3, 8, 3);
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const net = new nn.Conv2d(3, 8, 3);
net(randn(1, 3, 32, 32));
`,
  },
};

/** What comes nearest to a model, why it is none, and what to write; the place is its name or says more. */
export function noModelWords(data: NoModel, place = data.name): string {
  const { name } = data;
  switch (data.kind) {
    case "abstract":
      return `${place} is abstract. Extend it, and call an instance on a tensor.`;
    case "without-forward":
      return !data.meant
        ? `${place} has no forward. Give it one that returns a tensor.`
        : `${place} has no forward, but ${data.meant}. Call that one forward.`;
    case "not-a-module":
      return `${place} has a forward, but does not extend nn.Module. Write class ${name} extends nn.Module.`;
    case "without-tensor":
      return `the forward of ${place} gives no tensor. Return the tensor that it computes.`;
    case "uncalled-layer":
      return `${place} is not called on a tensor. Write ${name}(randn(1, 3, 224, 224)), with its own input's sizes.`;
    case "uncalled-list":
      return `nothing calls the layers in ${place}. Write new nn.Sequential(...${name})(randn(1, 3, 224, 224)), for example.`;
    case "uncalled-function":
      return `${place} builds layers, but nothing calls it. Write ${name}().`;
    case "throws":
      return `${place} throws when it is constructed${data.message === null ? "." : `: ${data.message}.`}`;
    case "undefined":
      return `${place} is undefined, because ${data.callee} returns nothing.`;
  }
}
