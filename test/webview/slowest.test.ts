import assert from "node:assert/strict";
import { it } from "mocha";
import { slowest } from "../../webview/panel/slowest.ts";

it("a long list shows its slowest, and says how many others there are and what they took", () => {
  const steps = Array.from({ length: 100 }, (_, index) => ({ milliseconds: index % 50 }));
  const { shown, others } = slowest(steps);
  assert.deepEqual([shown.length, shown[0]?.milliseconds, shown.at(-1)?.milliseconds], [40, 49, 30]);
  assert.deepEqual(others, { count: 60, milliseconds: 2 * ((29 * 30) / 2) });
  assert.equal(slowest(steps.slice(0, 40)).others.count, 0);
});
