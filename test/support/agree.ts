import assert from "node:assert/strict";

/**
 * Whether two tensors agree: the largest difference, measured against the largest magnitude expected, stays within
 * the tolerance. NaN and infinities must be in the same places.
 */
export function assertAgree(
  actual: Float32Array,
  expected: Float32Array,
  tolerance: number,
  what: string,
): void {
  assert.equal(actual.length, expected.length, `${what}: number of elements`);
  let largest = 0;
  for (const value of expected) if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  const limit = tolerance * Math.max(largest, 1e-3);
  for (let i = 0; i < expected.length; i++) {
    const a = actual[i] ?? 0;
    const e = expected[i] ?? 0;
    if (Object.is(a, e) || a === e || (Number.isNaN(a) && Number.isNaN(e))) continue;
    if (!(Math.abs(a - e) <= limit)) {
      assert.fail(`${what}: element ${i} is ${a}, expected ${e} (within ${limit.toExponential(1)})`);
    }
  }
}
