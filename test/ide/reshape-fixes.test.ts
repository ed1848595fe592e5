import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { fixesOf } from "./fixes-of.ts";
import { header } from "./offered-refactorings.ts";

const image = "const y = randn(2, 16, 4, 4);\nconst z = ";
const net = (features: number, flat: string) => `class Net extends nn.Module {
  fc = new nn.Linear(${features}, 10);
  forward(y: Tensor) {
    return this.fc(${flat});
  }
}
new Net()(randn(2, 16, 4, 4));
`;

/** A reshape that cannot be, and what is offered for it. */
const rows: readonly (readonly [what: string, before: string, ...after: string[]])[] = [
  ["features", `${image}y.view(2, 400);`, `${image}y.view(2, 256);`, `${image}y.flatten(1);`],
  [
    "features behind the batch's size",
    `${image}y.view(y.size(0), 16 * 5 * 5);`,
    `${image}y.view(y.size(0), 256);`,
    `${image}y.flatten(1);`,
  ],
  ["features behind -1", `${image}y.view(-1, 417);`, `${image}y.view(-1, 256);`, `${image}y.flatten(1);`],
  [
    "a list of sizes",
    `${image}y.reshape([2, 400]);`,
    `${image}y.reshape([2, 256]);`,
    `${image}y.flatten(1);`,
  ],
  [
    "a single axis",
    `${image}y.unflatten(1, [4, 5]);`,
    `${image}y.unflatten(1, [4, 4]);`,
    `${image}y.unflatten(1, [4, -1]);`,
  ],
  [
    "features that a linear layer was built for",
    net(400, "y.view(y.size(0), 400)"),
    net(256, "y.view(y.size(0), 256)"),
    net(256, "y.flatten(1)"),
  ],
  [
    "features that reach it through an activation",
    net(400, "F.relu(y.view(-1, 400))"),
    net(256, "F.relu(y.view(-1, 256))"),
    net(256, "F.relu(y.flatten(1))"),
  ],
  [
    "sizes by a name, which may be right elsewhere",
    `const n = 400;\n${image}y.view(2, n);`,
    `const n = 400;\n${image}y.flatten(1);`,
  ],
  ["several sizes, none of which alone can be mended", `${image}y.view(2, 3, 7, 7);`],
];

describe("a reshape that does not keep every element is mended:", () => {
  for (const [what, before, ...after] of rows)
    it(what, () => {
      assert.deepEqual(
        fixesOf(header + before, "fit-the-sizes").map(({ text }) => text),
        after.map((text) => header + text),
      );
    });
});
