import assert from "node:assert/strict";
import { nnSources } from "virtual:nn-sources";
import { describe, it } from "mocha";
import { LibraryLacks, needWordsOf } from "../../src/analyzer/program/library.ts";
import { loadLibrary } from "../../src/analyzer/program/program.ts";

const convolution = "nn/layers/conv2d.ts";
const linear = "nn/layers/linear.ts";

/** A text, the text that it was before, and the files of the library that the analysis lacks for what has changed. */
const rows: readonly (readonly [name: string, before: string, text: string, files: readonly string[]])[] = [
  ["names of its code", "", "new nn.Conv2d(3, 8, 3);", [convolution]],
  ["no names of its comments", "", "// nn.Conv2d\n/* nn.Linear\n */", []],
  ["names behind what only looks like a comment", "", 'f("http://a", "\\"//"); nn.Conv2d;', [convolution]],
  ["names in texts", "", 'nn["Conv2d"];', [convolution]],
  ["a name that is typed to its end", "nn.Conv2", "nn.Conv2d", [convolution]],
  ["nothing for a word in a comment", "nn.Linear; // as nn.", "nn.Linear; // as nn.Conv2d", [linear]],
  ["what is no comment any more", "// nn.Conv2d, nn.Linear", "nn.Conv2d, nn.Linear", [convolution, linear]],
  [
    "what a longer comment no longer holds",
    "/* nn.Conv2d\n nn.Linear */",
    " nn.Conv2d\n nn.Linear */",
    [convolution, linear],
  ],
  ["what a line break takes out of a comment", "// a nn.Conv2d b", "// a\n nn.Conv2d b", [convolution]],
];

describe("an analysis needs of the library", () => {
  const library = loadLibrary(nnSources);
  for (const [name, before, text, files] of rows)
    it(name, () => {
      assert.deepEqual(lackingFor(before, text), files);
    });

  function lackingFor(before: string, text: string): readonly string[] {
    try {
      needWordsOf(library, text, before);
      return [];
    } catch (fault) {
      if (!(fault instanceof LibraryLacks)) throw fault;
      return fault.paths.toSorted();
    }
  }
});
