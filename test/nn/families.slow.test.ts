import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { models, randn } from "../../src/nn/index.ts";
import { trace } from "../../src/nn/running/trace.ts";
import { compared, figuresOf, recorded, recordedFigures, recordOf } from "../reports/torchvision/nets.ts";

describe("the zoo's families", () => {
  it("have every net of torchvision's that is made of convolutions, those for detection up to their heads", () => {
    const ours = compared.flatMap(({ names }) => names);
    assert.deepEqual([...ours].sort(), recorded.map(({ model }) => model).sort());
  });

  for (const family of compared) {
    it(`${family.call} has torchvision's parameters, MACs, state_dict and shapes`, () => {
      for (const name of family.names) assert.deepEqual(figuresOf(family, name), recordedFigures(name));
    });
  }

  it("give as many scores as they are asked for", () => {
    for (const { task, names, make } of compared) {
      const [name = ""] = names;
      const graph = trace(make(name, { numClasses: 7 }), randn(recordOf(name).input));
      const shape = graph.nodes.at(-1)?.shape;
      if (task !== "detection") assert.deepEqual(shape?.slice(0, 2), [1, 7], name);
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
