import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { fixesOf } from "./fixes-of.ts";

/** What stands in the comment, and what the fix writes instead; null where it is not clear what is meant. */
const comments: Readonly<Record<string, string | null>> = {
  "@Input 1x3x8x8": "@input 1x3x8x8",
  "@input-shape 1x3x8x8": "@input 1x3x8x8",
  "@shape 3x8x8": "@input 3x8x8",
  "@size 3x3": null,
  "@example 3x8x8 pixels": null,
  "@input: 1x3x8x8": "@input 1x3x8x8",
  "@input (1, 3, 8, 8)": "@input 1x3x8x8",
  '@input "1x3x8x8"': "@input 1x3x8x8",
  "@input Tensor[1,3,8,8]": "@input 1x3x8x8",
  "@input 3 by 8 by 8": "@input 3x8x8",
  "@input image=1x3x8x8": "@input x=1x3x8x8",
  "@input image=(1,3,8,8)": null,
  "@input 3": null,
  "@input the usual": null,
  "@input 1x3x0x8": null,
  "@input 3 8": null,
  "@input 1x3x8x8, 1x8": null,
};

describe("an @input that cannot be read", () => {
  for (const [comment, meant] of Object.entries(comments)) {
    it(`${comment}: ${meant === null ? "has no fix" : `is written ${meant}`}`, () => {
      const text = `import { nn, type Tensor } from "cnn-blocks";
/** ${comment} */
export class Net extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3);
  forward(x: Tensor): Tensor { return this.conv(x); }
}
`;
      const titles = fixesOf(text, "write-the-input-meant").map(({ title }) => title);
      assert.deepEqual(titles, meant === null ? [] : [`Write ${meant}`]);
    });
  }
});
