import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type Lifetime, planMemory } from "../../../src/runtime/planner/plan-memory.ts";
import { fc } from "../../support/properties.ts";

const rows: readonly {
  readonly name: string;
  readonly lifetimes: readonly Lifetime[];
  readonly bytes: number;
}[] = [
  { name: "nothing takes nothing", lifetimes: [], bytes: 0 },
  {
    name: "a chain needs two neighbours at a time",
    lifetimes: [
      { bytes: 64, from: 0, to: 1 },
      { bytes: 64, from: 1, to: 2 },
      { bytes: 64, from: 2, to: 3 },
    ],
    bytes: 128,
  },
  {
    name: "a value that lives throughout keeps its place",
    lifetimes: [
      { bytes: 128, from: 0, to: 9 },
      { bytes: 64, from: 0, to: 1 },
      { bytes: 64, from: 2, to: 3 },
    ],
    bytes: 192,
  },
  { name: "sizes are rounded up to the alignment", lifetimes: [{ bytes: 1, from: 0, to: 0 }], bytes: 64 },
];

const lifetime = fc
  .record({ bytes: fc.integer({ min: 1, max: 5000 }), from: fc.nat(20), length: fc.nat(8) })
  .map(({ bytes, from, length }) => ({ bytes, from, to: from + length }));

describe("plan-memory", () => {
  for (const { name, lifetimes, bytes } of rows) {
    it(name, () => assert.equal(planMemory(lifetimes).bytes, bytes));
  }

  it("never lets two that live at one step overlap, and never needs less than the largest live set", () => {
    fc.assert(
      fc.property(fc.array(lifetime, { maxLength: 40 }), (lifetimes) => {
        const { offsets, bytes, largestLiveSet } = planMemory(lifetimes);
        assert.ok(bytes >= largestLiveSet);
        for (const [i, a] of lifetimes.entries()) {
          const start = offsets[i] ?? 0;
          assert.ok(start % 64 === 0 && start + a.bytes <= bytes);
          for (const [j, b] of lifetimes.slice(0, i).entries()) {
            if (a.from > b.to || b.from > a.to) continue;
            const other = offsets[j] ?? 0;
            assert.ok(start + a.bytes <= other || other + b.bytes <= start, `${i} and ${j} overlap`);
          }
        }
      }),
    );
  });
});
