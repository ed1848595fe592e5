import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { families } from "../../scripts/generated/families.ts";
import { viewOf } from "../../webview/model/model-view.ts";
import { recordOf } from "../reports/torchvision/nets.ts";
import { documentOf } from "./support/documents.ts";
import { directions, foldStates, pictureFaults } from "./support/layout-faults.ts";

/* The zoo's own classes are in layout.test.ts. */
describe("the layouts of all nets of the zoo's families", () => {
  for (const { make, names } of families) {
    for (const name of names) {
      it(`${name}: nothing overlaps, and lines keep clear of boxes`, () => {
        const view = viewOf(documentOf({ name, build: () => make(name), input: recordOf(name).input }));
        for (const [state, folds] of Object.entries(foldStates(view))) {
          for (const direction of directions)
            assert.deepEqual(pictureFaults(view, folds, direction), [], `${state}, ${direction}`);
        }
      });
    }
  }
});
