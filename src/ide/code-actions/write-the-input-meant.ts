import type { CodeAction } from "./code-action.ts";

const file = (comment: string): string => `import { nn, type Tensor } from "cnn-blocks";
/** ${comment} */
export class Net extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3);
  forward(x: Tensor): Tensor {
    return this.conv(x);
  }
}
`;

export const writeTheInputMeant: CodeAction<"malformed-input"> = {
  id: "write-the-input-meant",
  summary:
    "Writes an @input as it is read where another tag, other marks between the sizes or a name that forward does not have stands for it.",
  fixes: ["malformed-input"],
  isInFixAll: true,
  example: { before: file("@Input 1x3x32x32"), after: file("@input 1x3x32x32") },
  offers({ view: { analysis } }, { at, data: { meant } }) {
    if (at.file !== analysis.file || meant === null) return [];
    return [{ title: `Write ${meant}`, edits: [{ at, text: meant }], preferred: true, isSpelling: true }];
  },
};
