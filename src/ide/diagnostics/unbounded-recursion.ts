import type { Diagnostic } from "./diagnostic.ts";
import { word } from "./words.ts";

export const unboundedRecursion: Diagnostic<"unbounded-recursion"> = {
  code: "unbounded-recursion",
  severity: "error",
  message(problem) {
    const [name, depth] = [word(problem, "name"), word(problem, "depth")];
    return `${name} calls itself without an end; the analysis gave it up ${depth} calls deep.`;
  },
  doc: {
    meaning:
      "A function, constructor or forward calls itself again and again. What depends on it is " + "unknown.",
    example: [
      'import { randn, type Tensor } from "cnn-blocks";',
      "",
      "function deeper(x: Tensor): Tensor {",
      "  return deeper(x);",
      "}",
      "",
      "deeper(randn(1, 3, 8, 8));",
    ].join("\n"),
    instead: [
      'import { F, randn, type Tensor } from "cnn-blocks";',
      "",
      "function deeper(x: Tensor, depth: number): Tensor {",
      "  return depth === 0 ? x : deeper(F.relu(x), depth - 1);",
      "}",
      "",
      "deeper(randn(1, 3, 8, 8), 3);",
    ].join("\n"),
  },
};
