import type { CodeAction } from "./code-action.ts";

export const nameTheOptions: CodeAction<"not-options"> = {
  id: "name-the-options",
  summary: "Gives options that come one by one, as PyTorch takes them, by name in one object.",
  fixes: ["not-options"],
  example: {
    before:
      'import { nn, randn } from "cnn-blocks";\nconst y = new nn.Conv2d(3, 8, 3, 2, 1)(randn(1, 3, 8, 8));\n',
    after:
      'import { nn, randn } from "cnn-blocks";\nconst y = new nn.Conv2d(3, 8, 3, { stride: 2, padding: 1 })(randn(1, 3, 8, 8));\n',
  },
  offer({ text, analysis }, { at, data }) {
    if (at.file !== analysis.file) return null;
    const names = data.options;
    // Up to the bracket that ends the call; anything but plain numbers, names and texts might itself have brackets.
    const rest = /^[\w$.,\s"']+(?=\))/.exec(text.slice(at.start))?.[0];
    const values = rest
      ?.replace(/,\s*$/, "")
      .split(",")
      .map((value) => value.trim());
    if (rest === undefined || values === undefined || values.length > names.length) return null;
    const options = values.map((value, index) => `${names[index]}: ${value}`).join(", ");
    return {
      title: `Write { ${options} }`,
      edits: [{ at: { ...at, end: at.start + rest.length }, text: `{ ${options} }` }],
      preferred: false,
    };
  },
};
