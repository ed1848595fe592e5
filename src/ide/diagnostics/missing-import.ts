import type { Diagnostic } from "./diagnostic.ts";
import { optionalWord, word } from "./words.ts";

export const missingImport: Diagnostic<"missing-import"> = {
  code: "missing-import",
  severity: "warning",
  message(problem) {
    const [specifier, name] = [word(problem, "specifier"), optionalWord(problem, "name")];
    if (name === null) return `There is no file ${specifier} to read, so what it exports is unknown.`;
    const meant = optionalWord(problem, "meant");
    return `${specifier} has no export ${name}${meant === null ? "" : `; it is called ${meant}`}.`;
  },
  doc: {
    meaning:
      'The analysis follows local imports and "cnn-blocks". What comes from a file that is not ' +
      "there, or a name that it does not export, has no known shape. Imports of other packages are " +
      "unknown without a problem.",
    example: [
      'import { Stem } from "./stem.ts";',
      'import { randn } from "cnn-blocks";',
      "",
      "new Stem()(randn(1, 3, 32, 32));",
    ].join("\n"),
    instead: null,
  },
};
