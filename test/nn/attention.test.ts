import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { nn, randn, tensor } from "../../src/library/index.ts";

describe("nn.MultiheadAttention", () => {
  const [query, keys, values] = [randn(1, 3, 8), randn(1, 4, 6), randn(1, 4, 5)];
  const attention = new nn.MultiheadAttention(8, 2, { kdim: 6, vdim: 5, batchFirst: true });

  it("projects keys and values of other widths by weights of their own, with PyTorch's names", () => {
    assert.deepEqual(
      attention.namedParameters().map(([name, { shape }]) => [name, shape]),
      [
        ["q_proj_weight", [8, 8]],
        ["k_proj_weight", [8, 6]],
        ["v_proj_weight", [8, 5]],
        ["in_proj_bias", [24]],
        ["out_proj.weight", [8, 8]],
        ["out_proj.bias", [8]],
      ],
    );
  });

  it("takes no notice of keys that are only padding, with a batch and without", async () => {
    const padding = { keyPaddingMask: tensor([[0, 0, -1e9, -1e9]]) };
    const [padded, shares] = attention(query, keys, values, padding);
    const [short] = attention(query, keys.narrow(1, 0, 2), values.narrow(1, 0, 2));
    assertClose(await padded.data(), await short.data());
    assert.deepEqual(shares.shape, [1, 3, 4]);
    const [alone] = attention(query.squeeze(0), keys.squeeze(0), values.squeeze(0), {
      keyPaddingMask: padding.keyPaddingMask.squeeze(0),
    });
    assertClose(await alone.data(), await short.data());
  });
});

function assertClose(actual: Float32Array, expected: Float32Array): void {
  assert.equal(actual.length, expected.length);
  assert.ok(
    actual.every((value, index) => Math.abs(value - (expected[index] ?? 0)) < 1e-5),
    `${actual} is not ${expected}`,
  );
}
