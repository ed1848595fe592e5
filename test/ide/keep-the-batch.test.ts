import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { offeredActions } from "../../src/ide/index.ts";
import { edited } from "../../src/ide/view/text-edits.ts";
import { fixesOf } from "./fixes-of.ts";
import { sourcesOf } from "./view-of.ts";

const longName = "features".repeat(5);

/** What folds the batch, what is written instead, and how the title says so where that is shorter. */
const rows: readonly (readonly [fold: string, kept: string, title?: string])[] = [
  ["x.view(-1)", "x.flatten(1)"],
  ["x.view (-1)", "x.flatten(1)"],
  ["x.view(-1 /* all */)", "x.flatten(1)"],
  ["x.view((2 * (16 * (25))))", "x.flatten(1)"],
  ["x\n  // In one row.\n  .reshape(-1)", "x\n  // In one row.\n  .flatten(1)", ".flatten(1)"],
  [`${longName}.view(-1)`, `${longName}.flatten(1)`, ".flatten(1)"],
  ["x!.view(-1)", "x!.flatten(1)"],
  ["(x as Tensor).view(-1)", "(x as Tensor).flatten(1)"],
  ["(x ?? x).view(-1)", "(x ?? x).flatten(1)"],
  ["[x][0]!.view(-1)", "[x][0]!.flatten(1)"],
  ["F.flatten(x!)", "F.flatten(x!, 1)"],
  ["F.flatten((x), 0)", "F.flatten((x), 1)"],
  ["F.flatten(x)", "F.flatten(x, 1)"],
  ["F.flatten(x, 0)", "F.flatten(x, 1)"],
  ["flatten(x)", "flatten(x, 1)"],
  ["F.flatten(pool(x))", "F.flatten(pool(x), 1)"],
  [`F.flatten(${longName}, /* from */ 0)`, `F.flatten(${longName}, 1)`, "F.flatten(…, 1)"],
  ["new nn.Flatten(0)(x)", "new nn.Flatten()(x)", "new nn.Flatten()"],
  ["new nn.Flatten(/* the first (axis) */ 0)(x)", "new nn.Flatten()(x)", "new nn.Flatten()"],
];

describe("keep the batch where a layer folds it", () => {
  for (const [name, text] of [
    [
      "in a row of layers",
      "new nn.Sequential(new nn.Conv2d(3, 16, 3), new nn.Flatten(0), new nn.ReLU(), new nn.Linear(1152, 10))(x);",
    ],
    [
      "in a class",
      `class Net extends nn.Module {
  conv = new nn.Conv2d(3, 16, 3);
  flat = new nn.Flatten(0);
  head = new nn.Linear(1152, 10);
  forward(x: Tensor) {
    return this.head(this.flat(this.conv(x)));
  }
}
new Net()(x);`,
    ],
  ] as const)
    it(`${name}, and the linear layer behind it is built for what it folded`, () => {
      const whole = `import { nn, randn, type Tensor } from "cnn-blocks";\nconst x = randn(2, 3, 8, 8);\n${text}\n`;
      const offers = fixesOf(whole, "keep-the-batch");
      assert.deepEqual(
        offers.map((offer) => [offer.title, offer.text]),
        [
          [
            "Keep the batch: write new nn.Flatten(), and take 576 features after it",
            whole.replace("Flatten(0)", "Flatten()").replace("1152", "576"),
          ],
        ],
      );
    });
});

describe("keep the batch", () => {
  for (const [fold, kept, title = kept] of rows)
    it(`${fold.replaceAll("\n", "↵")} becomes ${kept.replaceAll("\n", "↵")}`, () => {
      const text = (written: string) => `import { F, flatten, nn, randn, type Tensor } from "cnn-blocks";
const pool = new nn.ReLU();
const x = randn(2, 16, 5, 5);
const ${longName} = x;
const y = new nn.Linear(400, 10)(${written});
`;
      const offers = offeredActions(sourcesOf(text(fold)), { start: 0, end: text(fold).length });
      const [offer] = offers.filter(({ id }) => id === "keep-the-batch");
      assert.equal(offer?.title, `Keep the batch: write ${title}`);
      assert.equal(
        edited(
          text(fold),
          (offer?.edits ?? []).map(({ at, text: written }) => ({ ...at, text: written })),
        ),
        text(kept),
      );
    });
});
