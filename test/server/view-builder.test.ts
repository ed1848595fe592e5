import assert from "node:assert/strict";
import { nnSources } from "virtual:nn-sources";
import { describe, it } from "mocha";
import { createViewBuilder } from "../../src/server/view-builder.ts";
import { defaultSettings } from "../../src/settings/index.ts";

const uri = "file:///model.ts";
const text = `import { F, randn } from "cnn-blocks";
let x = randn(1, 1, 4, 4);
for (let i = 0; i < 20_000; i++) x = F.relu(x);
`;

describe("the view builder", () => {
  const faults: unknown[] = [];
  const builder = createViewBuilder({
    environment: { library: nnSources, readFile: () => undefined, snippets: {}, documentation: null },
    settings: () => defaultSettings,
    documents: () => [{ uri, version: 1, getText: () => text }],
    onFault: (fault) => faults.push(fault),
  });

  it("stops when its time is up, and finishes the same text when given more", () => {
    assert.equal(builder.build(uri, text, -1), "unfinished");
    const view = builder.build(uri, text, Number.POSITIVE_INFINITY);
    assert.ok(view !== null && view !== "unfinished");
    assert.ok(view.analysis.facts.length > 0);
    assert.deepEqual(faults, []);
  });

  it("skips a text that does not import the block API", () => {
    assert.equal(builder.build(uri, "while (true) {}", -1), null);
  });
});
