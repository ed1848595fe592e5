import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { randn } from "../../src/nn/index.ts";
import { trace } from "../../src/nn/running/trace.ts";
import * as nets from "../../src/nn/zoo/nets.ts";
import { compilePlan } from "../../src/runtime/index.ts";

/** Values that live at the same time cannot share memory; all others should. */
const most = 1.2;

describe("the memory of activations is within 1.2 times the largest live set", () => {
  for (const [name, Model] of Object.entries(nets)) {
    it(name, () => {
      const graph = trace(new Model(), randn(...Model.exampleInput));
      for (const options of [{}, { memory: "low" }, { threads: 2 }, { exact: true }] as const) {
        const { value: plan } = compilePlan(graph, options);
        const { arena, largestLiveSet } = plan?.memory ?? assert.fail("no plan");
        assert.ok(largestLiveSet > 0);
        const message = `${arena.bytes} for ${largestLiveSet} with ${JSON.stringify(options)}`;
        assert.ok(arena.bytes <= most * largestLiveSet, message);
      }
    });
  }
});
