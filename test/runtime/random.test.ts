import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { randnInput } from "../../src/runtime/index.ts";
import { fillUniform, randomStream } from "../../src/runtime/random.ts";

describe("random numbers", () => {
  it("stay what they are: seeds in people's files mean these numbers", () => {
    assert.deepEqual([...randnInput([2, 2], 0, 0)].map(rounded), golden.normal);
    assert.deepEqual(
      [...fillUniform(new Float32Array(4), 1, randomStream(0, "fc.weight"))].map(rounded),
      golden.uniform,
    );
  });

  it("differ by seed, by stream and by name", () => {
    const first = [randnInput([1], 0, 0), randnInput([1], 1, 0), randnInput([1], 0, 1)].map(
      (data) => data[0],
    );
    const uniform = ["a", "b"].map((name) => fillUniform(new Float32Array(1), 1, randomStream(0, name))[0]);
    assert.equal(new Set([...first, ...uniform]).size, 5);
  });

  it("have the moments of their distributions", () => {
    const normal = momentsOf(randnInput([100_000], 3));
    assert.ok(Math.abs(normal.mean) < 0.02 && Math.abs(normal.variance - 1) < 0.02, JSON.stringify(normal));
    const uniform = momentsOf(fillUniform(new Float32Array(100_000), 0.5, randomStream(3, "w")));
    assert.ok(
      Math.abs(uniform.mean) < 0.005 && Math.abs(uniform.variance - 1 / 12) < 0.002,
      JSON.stringify(uniform),
    );
  });
});

const golden = {
  normal: [-0.39409, -2.21506, -0.62513, 0.04865],
  uniform: [0.92084, -0.74781, -0.43174, 0.16309],
};

function rounded(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}

function momentsOf(data: Float32Array): { readonly mean: number; readonly variance: number } {
  const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
  const variance = data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length;
  return { mean, variance };
}
