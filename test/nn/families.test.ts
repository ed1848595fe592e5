import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { families } from "../../scripts/generated/families.ts";
import { models, randn } from "../../src/nn/index.ts";
import { trace } from "../../src/nn/running/trace.ts";
import { figuresOf, recorded, recordedFigures, recordOf } from "../reports/torchvision/nets.ts";

describe("the zoo's families", () => {
  it("have every net of torchvision's for classification that is made of convolutions", () => {
    const ours = families.flatMap(({ names }) => names);
    assert.deepEqual([...ours].sort(), recorded.map(({ model }) => model).sort());
  });

  for (const family of families) {
    it(`${family.call} has torchvision's parameters, MACs, state_dict and shapes`, () => {
      for (const name of family.names) assert.deepEqual(figuresOf(family, name), recordedFigures(name));
    });
  }

  it("give as many scores as they are asked for", () => {
    for (const { names, make } of families) {
      const [name = ""] = names;
      const graph = trace(make(name, { numClasses: 7 }), randn(recordOf(name).input));
      assert.deepEqual(graph.nodes.at(-1)?.shape, [1, 7], name);
    }
  });

  it("say which nets they have when asked for another one", () => {
    const wrong = "resnet19" as models.ResNetName;
    assert.throws(
      () => models.resnet(wrong),
      /models\.resnet has no net "resnet19"\. It has resnet18, resnet34/,
    );
    assert.throws(() => models.resnet("toString" as models.ResNetName), /has no net "toString"/);
  });
});
