import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { exactCost, exactCount, memorySize, shortCost, shortCount } from "../../src/ide/numbers.ts";
import { add, multiply, symbol, unknownDim } from "../../src/ir/index.ts";

const rows: readonly (readonly [string, string, string])[] = [
  ["every digit stands below ten thousand", shortCount(9_408), "9,408"],
  ["three digits and a letter above", shortCount(11_689_512), "11.7M"],
  ["rounding up takes the next letter", shortCount(999_950), "1M"],
  ["an exact count keeps all digits", exactCount(11_689_512), "11,689,512"],
  ["a formula stays a formula", exactCount(multiply(9, symbol("C"))), "9·C"],
  [
    "a formula that nobody would read tells what it depends on",
    exactCount(["a", "b", "c", "d"].map((name) => multiply(12_345, symbol(name.repeat(9)))).reduce(add)),
    "f(aaaaaaaaa, bbbbbbbbb, ccccccccc, ddddddddd)",
  ],
  ["what nobody knows is not 0", exactCount(unknownDim("no input")), "unknown"],
  ["MACs are named", exactCost(1_814_073_344, "MACs"), "1,814,073,344 MACs"],
  ["FLOPs are twice the MACs", exactCost(1_814_073_344, "FLOPs"), "3,628,146,688 FLOPs"],
  ["a short cost puts the letter at the unit", shortCost(1_814_073_344, "MACs"), "1.81 GMACs"],
  ["a short symbolic cost has no letter", shortCost(symbol("N"), "MACs"), "N MACs"],
  ["memory counts in binary units", memorySize(4 * 64 * 56 * 56), "784 KiB"],
  ["a few bytes are bytes", memorySize(40), "40 B"],
  ["1,024 KiB are 1 MiB", memorySize(2 ** 20), "1 MiB"],
];

describe("numbers for people", () => {
  for (const [name, got, wanted] of rows) it(name, () => assert.equal(got, wanted));
});
