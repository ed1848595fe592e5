import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, it } from "mocha";
import { type Family, families } from "../../scripts/generated/families.ts";
import type { Graph } from "../../src/ir/index.ts";
import { models, randn } from "../../src/nn/index.ts";
import { trace } from "../../src/nn/running/trace.ts";
import { findOp } from "../../src/ops/index.ts";
import { summarize } from "../../src/passes/index.ts";

/** What `test/reports/torchvision/record.py` recorded of torchvision itself. */
interface Recorded {
  readonly model: string;
  readonly input: readonly number[];
  readonly parameters: number;
  readonly macs: number;
  /** Of the names and shapes of the `state_dict`. */
  readonly state: string;
}

const recorded: readonly Recorded[] = JSON.parse(
  readFileSync(new URL("torchvision-nets.json", import.meta.url), "utf8"),
).models;

describe("the zoo's families", () => {
  it("have every net of torchvision's for classification that is made of convolutions", () => {
    const ours = families.flatMap(({ names }) => names);
    assert.deepEqual([...ours].sort(), recorded.map(({ model }) => model).sort());
  });

  for (const family of families) {
    it(`${family.call} has torchvision's parameters, MACs and state_dict`, () => {
      for (const name of family.names) assert.deepEqual(figuresOf(family, name), recordOf(name));
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

function figuresOf({ make }: Family, name: string): Recorded {
  const { input } = recordOf(name);
  const graph = trace(make(name), randn(input));
  const { parameters, macs } = summarize(graph).total;
  return { model: name, input, parameters: Number(parameters), macs: Number(macs), state: stateOf(graph) };
}

function recordOf(name: string): Recorded {
  return recorded.find(({ model }) => model === name) ?? assert.fail(`nothing is recorded of ${name}`);
}

/** The digest of a line for each tensor that the layers keep, as the recording makes it. */
function stateOf(graph: Graph): string {
  const lines = graph.nodes.flatMap(({ op, attrs, owner }) =>
    Object.entries(findOp(op).params(attrs)).map(([name, { shape }]) => {
      const path = [owner, name].filter((part) => part !== "").join(".");
      return `${path} ${shape.join("x")}\n`;
    }),
  );
  const text = [...new Set(lines)].sort().join("");
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
