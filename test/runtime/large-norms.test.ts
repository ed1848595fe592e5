import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { load, nn, randn, type Tensor, trace } from "../../src/library/index.ts";

/** So many that the numbers of one parameter are not kept while weights are packed. */
const channels = 70_000;

class Wide extends nn.Module {
  conv: nn.Conv2d;
  bn: nn.BatchNorm2d;

  constructor() {
    super();
    this.conv = new nn.Conv2d(1, channels, 1, { bias: false });
    this.bn = new nn.BatchNorm2d(channels);
    nn.init.constant_(this.conv.weight, 3);
    setNorm(this.bn);
  }

  forward(x: Tensor): Tensor {
    return this.bn(this.conv(x));
  }
}

class Flat extends nn.Module {
  bn: nn.BatchNorm1d;

  constructor() {
    super();
    this.bn = new nn.BatchNorm1d(channels);
    setNorm(this.bn);
  }

  forward(x: Tensor): Tensor {
    return this.bn(x.flatten(1));
  }
}

function setNorm({ weight, bias }: nn.BatchNorm1d | nn.BatchNorm2d): void {
  assert.ok(weight !== null && bias !== null);
  nn.init.constant_(weight, 4);
  nn.init.constant_(bias, 100);
}

describe("norms of very many channels", () => {
  it("keep their own numbers while weights are packed: folded into a convolution", async () => {
    assert.ok(Math.abs((await lastOf(new Wide(), [1, 1, 1, 1])) - 112) < 1e-3);
  });

  it("keep their own numbers while weights are packed: alone", async () => {
    assert.ok(Math.abs((await lastOf(new Flat(), [1, channels, 1, 1])) - 104) < 1e-3);
  });
});

/** The last number that comes of an input of ones. */
async function lastOf(model: nn.Module, shape: readonly [number, ...number[]]): Promise<number> {
  const session = await load(trace(model, randn(shape)), { seed: 0 });
  const size = shape.reduce((product, length) => product * length, 1);
  const { outputs } = await session.run([new Float32Array(size).fill(1)]);
  return outputs[0]?.data.at(-1) ?? Number.NaN;
}
