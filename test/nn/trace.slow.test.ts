import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { nn, randn, type Tensor } from "../../src/nn/index.ts";
import { trace } from "../../src/nn/running/trace.ts";

const x = (): Tensor => randn(1, 4, 8, 8);

describe("the traced graph of a huge net", () => {
  it("names each of ten thousand layers", () => {
    class Long extends nn.Module {
      layers = new nn.ModuleList(Array.from({ length: 10_000 }, () => new nn.ReLU()));
      forward(t: Tensor): Tensor {
        let out = t;
        for (const layer of this.layers) out = layer(out);
        return out;
      }
    }
    const graph = trace(new Long(), x());
    assert.deepEqual([graph.nodes.length, graph.modules.at(-1)?.path], [10_001, "layers.9999"]);
  });

  it("names modules nested ten thousand deep", () => {
    class Link extends nn.Module {
      next: Link | null;
      layer = new nn.ReLU();
      constructor(next: Link | null) {
        super();
        this.next = next;
      }
      forward(t: Tensor): Tensor {
        return this.layer(t);
      }
    }
    let chain: Link | null = null;
    for (let i = 0; i < 10_000; i++) chain = new Link(chain);
    assert.equal(trace(chain as unknown as Link, x()).nodes.length, 2);
  });
});
