import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type BudgetWord, readLimit } from "../../src/base/index.ts";
import { add, multiply, symbol, unknownDim } from "../../src/ir/index.ts";
import {
  byteSize,
  duration,
  exactByteSize,
  exactCost,
  exactCount,
  percent,
  percentages,
  ratioTo,
  realNumber,
  roundBytes,
  roundCount,
  shortCost,
  shortCount,
  shortReal,
  tooManyPixels,
} from "../../src/words/index.ts";

const rows: readonly (readonly [string, string, string])[] = [
  ["every digit stands below ten thousand", shortCount(9_408), "9,408"],
  ["three digits and a letter above", shortCount(11_689_512), "11.7M"],
  ["rounding up takes the next letter", shortCount(999_950), "1M"],
  ["an exact count keeps all digits", exactCount(11_689_512), "11,689,512"],
  ["a formula stays a formula", exactCount(multiply(9, symbol("C"))), "9·C"],
  [
    "an unreadable formula names what it depends on",
    exactCount(["a", "b", "c", "d"].map((name) => multiply(12_345, symbol(name.repeat(9)))).reduce(add)),
    "f(aaaaaaaaa, bbbbbbbbb, ccccccccc, ddddddddd)",
  ],
  [
    "shares are never more than all together",
    percentages([1, 1, 1, 3, 3].map(Math.sqrt)).join(),
    "15.5 %,15.5 %,15.4 %,26.8 %,26.8 %",
  ],
  ["a share of nothing is 0", percentages([0, 0]).join(), "0.0 %,0.0 %"],
  ["a share that is too small to print", percentages([1, 1e6]).join(), "< 0.1 %,100.0 %"],
  ["an unknown count is not 0", exactCount(unknownDim("no input")), "unknown"],
  ["MACs are named", exactCost(1_814_073_344, "MACs"), "1,814,073,344 MACs"],
  ["FLOPs are twice the MACs", exactCost(1_814_073_344, "FLOPs"), "3,628,146,688 FLOPs"],
  ["a short cost puts the letter at the unit", shortCost(1_814_073_344, "MACs"), "1.81 GMACs"],
  ["a short symbolic cost has no letter", shortCost(symbol("N"), "MACs"), "N MACs"],
  ...["K", "M", "G", "T"].map(
    (name) =>
      [
        `a size called ${name} is no prefix of the unit`,
        shortCost(multiply(13_904, symbol(name)), "MACs"),
        `13904·${name} MACs`,
      ] as const,
  ),
  [
    "a formula gives way to its symbols where there is little room",
    shortCost(multiply(13_904, symbol("heightOfTheImage")), "FLOPs", 20),
    "f(heightOfTheImage) FLOPs",
  ],
  ["a memory with symbols counts bytes", byteSize(multiply(4, symbol("T"))), "4·T bytes"],
  ["memory counts in binary units", byteSize(4 * 64 * 56 * 56), "784 KiB"],
  ["nothing is no unknown size", byteSize(0), "0 B"],
  ["a few bytes are bytes", byteSize(40), "40 B"],
  ["every byte stands where three digits do not do", exactByteSize(1_048_580), "1,048,580 B"],
  ["1,024 KiB are 1 MiB", byteSize(2 ** 20), "1 MiB"],
];

const more: readonly (readonly [string, string, string])[] = [
  ["a share is a percentage", percent(0.3725), "37.3 %"],
  ["a tiny share says that it is one", percent(0.0001), "< 0.1 %"],
  ["fewer is worded as a ratio", ratioTo(810, 100, { less: "fewer", more: "more" }), "8.1× fewer"],
  [
    "a ratio that rounds to 1 is not given",
    ratioTo(900, 901, { less: "fewer", more: "more" }),
    "about the same",
  ],
  ["equal numbers are the same", ratioTo(3, 3, { less: "fewer", more: "more" }), "the same"],
  ["a long time is worded in seconds", duration(2_310), "2.31 s"],
  ["a time that rounds up to a second is told in seconds", duration(999.6), "1 s"],
  ["minutes keep their digits", duration(1_234_500), "1,235 s"],
  ["a tiny negative value has one kind of minus sign", realNumber(-0.00001), "−1.00e−5"],
  ["a time keeps three digits", duration(1.7312), "1.73 ms"],
  ["a value has a real minus sign", realNumber(-0.26131), "−0.2613"],
  ["infinity is a sign", realNumber(-1 / 0), "−∞"],
  [
    "a narrow cell takes two or three digits",
    [-0.26131, 15.345, 1234.5].map(shortReal).join(),
    "−0.26,15.3,1235",
  ],
  ["a narrow cell takes a power of ten", [23_456, -0.00012, 0].map(shortReal).join(), "2e+4,−1e−4,0"],
  [
    "a picture of too many pixels",
    tooManyPixels({ name: "a.png", width: 16_000, height: 16_000, taker: "The preview", most: 64e6 }),
    "a.png has 16000×16000 pixels (256 megapixels). The preview takes at most 64: make it smaller first.",
  ],
];

describe("numbers for people", () => {
  for (const [name, got, wanted] of [...rows, ...more]) it(name, () => assert.equal(got, wanted));
});

describe("a round limit above an amount", () => {
  const limits = [
    ...[0, 7, 912, 5_000, 9_408, 705_600, 999_200, 999_999, 26.3e6, 4.09e9].map((count) => roundCount(count)),
    ...[0, 600, 50_176, 1_047_000, 1_048_577, 20 * 2 ** 20, 1023.5 * 2 ** 20].map(roundBytes),
  ];

  it("has two or three digits of the largest unit", () =>
    assert.deepEqual(limits, [
      ...["0", "7", "912", "5K", "9.5K", "706K", "1M", "1M", "27M", "4.1G"],
      ...["0B", "600B", "49KiB", "1MiB", "1.1MiB", "20MiB", "1GiB"],
    ]));

  it("is read as a budget, and is never less", () => {
    const rounds = { macs: roundCount, memory: roundBytes } as const;
    for (const [word, round] of Object.entries(rounds))
      for (let amount = 1; amount < 1e13; amount = Math.ceil(amount * 1.07)) {
        const { most = 0 } = readLimit(word as BudgetWord, round(amount)) ?? {};
        assert.ok(most >= amount && most <= amount * 1.1 + 1, `${amount} ${word}: ${round(amount)}`);
      }
  });
});
