import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Digits } from "../../../media/examples/digits.ts";
import { TinyVgg } from "../../../media/examples/tiny-vgg.ts";
import { root } from "../../../scripts/root.ts";
import type { Example } from "./documents.ts";
import type { PreviewDriver } from "./preview-driver.ts";

export const digits: Example = { name: "Digits", build: () => new Digits(), input: [1, 1, 28, 28] };
export const pictures: Example = { name: "TinyVgg", build: () => new TinyVgg(), input: [1, 3, 64, 64] };

/** Puts the weights of an example beside the model's file, for all models shown after it. */
export async function hostWeights({ page }: PreviewDriver, name: string): Promise<void> {
  const bytes = readFileSync(join(root, `media/examples/${name}.safetensors`));
  await page.evaluate(
    ([text, bytes]) => {
      const content = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      const file = { uri: "file:///net.safetensors", name: "net.safetensors", bytes, modified: 1 };
      window.hosted.companions = () => ({ weights: { ...file, origin: "beside" }, classes: null });
      window.hosted.readFile = ({ from, to }: { from: number; to: number }) => content.slice(from, to).buffer;
    },
    [bytes.toString("base64"), bytes.length] as const,
  );
}

export async function openRunTab({ page }: PreviewDriver): Promise<void> {
  await page.getByLabel("Show the side panel").first().click();
  await page.getByRole("tab", { name: "Run" }).click();
}

/** Chooses what the first input is. */
export async function chooseInput({ page }: PreviewDriver, title: string): Promise<void> {
  await page.locator('vscode-dropdown[aria-label="What the input is"]').click();
  await page.getByRole("option", { name: title, exact: true }).click();
}

/** Drops a file on the page, or pastes it. */
export async function giveFile(
  { page }: PreviewDriver,
  how: "drop" | "paste",
  name: string,
  bytes: readonly number[],
): Promise<void> {
  await page.evaluate(
    ([how, name, bytes]) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(bytes)], name, { type: "image/png" }));
      const options = { bubbles: true, cancelable: true };
      document.body.dispatchEvent(
        how === "drop"
          ? new DragEvent("drop", { ...options, dataTransfer: data })
          : new ClipboardEvent("paste", { ...options, clipboardData: data }),
      );
    },
    [how, name, bytes] as const,
  );
}
