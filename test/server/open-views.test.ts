import assert from "node:assert/strict";
import { nnSources } from "virtual:nn-sources";
import { describe, it } from "mocha";
import { createOpenViews } from "../../src/server/open-views.ts";
import { createViewBuilder } from "../../src/server/view-builder.ts";
import { defaultSettings } from "../../src/settings/index.ts";

const uri = "file:///net.ts";

describe("open views", () => {
  it("wait before an analysis as long as the last one of the file took says, and not at all for a new file", async () => {
    let text = "";
    const documents = () => [{ uri, version: 1, getText: () => text }];
    const asked: number[] = [];
    const views = createOpenViews({
      builder: createViewBuilder({
        environment: { library: nnSources, readFile: () => undefined, snippets: {}, documentation: null },
        settings: () => defaultSettings,
        documents,
        onFault: (fault) => assert.fail(String(fault)),
      }),
      documents,
      pauseAfter: (took) => {
        asked.push(took);
        return 0;
      },
      onAnalyzed: () => undefined,
    });
    await views.view(uri);
    assert.deepEqual(asked, []);
    text = `import { nn, randn } from "cnn-blocks";
const layers = Array.from({ length: 500 }, () => new nn.Conv2d(8, 8, 1));
new nn.Sequential(...layers)(randn(1, 8, 4, 4));`;
    views.changed(uri);
    await views.view(uri);
    views.changed(uri);
    await views.view(uri);
    const [afterNothing = 0, afterManyLayers = 0] = asked;
    assert.equal(asked.length, 2);
    assert.ok(afterNothing < afterManyLayers, `${asked}`);
  });
});
