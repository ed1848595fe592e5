import { window } from "vscode";
import { type GivenShape, givenShapes } from "../../base/index.ts";

/** Asks for the shapes of the inputs. Undefined if the author cancels. */
export async function askInputShape(
  title: string,
  prefilled: string,
): Promise<readonly GivenShape[] | undefined> {
  const text = await window.showInputBox({
    title,
    value: prefilled,
    prompt: "The shape of the input: batch, channels, height, width. Commas between several inputs",
    placeHolder: "1x64x56x56",
    validateInput: (value) =>
      givenShapes(value) === undefined ? "Write whole numbers above 0, such as 1x64x56x56." : undefined,
  });
  return text === undefined ? undefined : givenShapes(text);
}
