import type { Diagnostic } from "./diagnostic.ts";
import { word } from "./words.ts";

export const notCallable: Diagnostic<"not-callable"> = {
  code: "not-callable",
  severity: "error",
  message(problem) {
    const [name, what] = [word(problem, "name"), word(problem, "what")];
    if (name !== "") return `${name} is ${what} and cannot be called.`;
    const hint = what === "an array" ? ": ... before it gives what is in it one by one" : "";
    return `This is ${what} and cannot be called${hint}.`;
  },
  doc: {
    meaning:
      "What stands before the brackets is neither a function nor a module. Modules are callable: a " +
      "layer x is applied as layer(x).",
    example: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "const channels = 3;",
      "channels(randn(1, 3, 8, 8));",
    ].join("\n"),
    instead: [
      'import { nn, randn } from "cnn-blocks";',
      "",
      "const conv = new nn.Conv2d(3, 8, 3);",
      "conv(randn(1, 3, 8, 8));",
    ].join("\n"),
  },
};
