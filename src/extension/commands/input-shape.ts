import { window } from "vscode";

/** Reads `1x3x224x224`, or the same with `×`, commas, spaces or brackets. Undefined if the text is not a shape. */
export function parseInputShape(text: string): readonly number[] | undefined {
  const words = text
    .replace(/^\s*\[|\]\s*$/g, "")
    .trim()
    .split(/\s*[x×,]\s*|\s+/i);
  const sizes = words.map((word) => (/^\d+$/.test(word) ? Number(word) : 0));
  return sizes.every((size) => size > 0 && Number.isSafeInteger(size)) ? sizes : undefined;
}

/** Asks for the shape of the input. Undefined if the author cancels. */
export async function askInputShape(
  title: string,
  prefilled: string,
): Promise<readonly number[] | undefined> {
  const text = await window.showInputBox({
    title,
    value: prefilled,
    prompt: "The shape of the input: batch, channels, height, width",
    placeHolder: "1x64x56x56",
    validateInput: (value) =>
      parseInputShape(value) === undefined ? "Write whole numbers above 0, such as 1x64x56x56." : undefined,
  });
  return text === undefined ? undefined : parseInputShape(text);
}
