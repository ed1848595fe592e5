import assert from "node:assert/strict";
import { nnSources } from "virtual:nn-sources";
import { describe, it } from "mocha";
import { createAnalyst } from "../../src/server/analyst.ts";
import { readSettings } from "../../src/server/settings.ts";

const uri = "file:///model.ts";
const text = `import { F, randn } from "cnn-blocks";
let x = randn(1, 1, 4, 4);
for (let i = 0; i < 20_000; i++) x = F.relu(x);
`;

describe("analyst", () => {
  const faults: unknown[] = [];
  const analyst = createAnalyst({
    environment: { library: nnSources, readFile: () => undefined, documentation: null },
    settings: () => readSettings(undefined),
    documents: () => [{ uri, version: 1, getText: () => text }],
    onFault: (fault) => faults.push(fault),
  });

  it("gives up where its patience ends, and finishes the same text when it has more", () => {
    assert.equal(analyst.viewOf(uri, text, -1), "unfinished");
    const view = analyst.viewOf(uri, text, Number.POSITIVE_INFINITY);
    assert.ok(view !== null && view !== "unfinished");
    assert.ok(view.analysis.facts.length > 0);
    assert.deepEqual(faults, []);
  });

  it("does not look into a text without the block API", () => {
    assert.equal(analyst.viewOf(uri, "while (true) {}", -1), null);
  });
});
