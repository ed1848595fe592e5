import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { Digits } from "../../media/examples/digits.ts";
import { TinyVgg } from "../../media/examples/tiny-vgg.ts";
import { root } from "../../scripts/root.ts";
import { documentOf, type Example } from "./support/documents.ts";
import type { PreviewDriver } from "./support/preview-driver.ts";
import { open } from "./support/suite.ts";

const digits: Example = { name: "Digits", build: () => new Digits(), input: [1, 1, 28, 28] };
const pictures: Example = { name: "TinyVgg", build: () => new TinyVgg(), input: [1, 3, 64, 64] };

/** Each sample of the page with the class that the trained net finds in it. */
const rows = [
  {
    example: digits,
    file: "digits",
    samples: Array.from({ length: 10 }, (_, i) => [`Digit ${i}`, i] as const),
  },
  {
    example: pictures,
    file: "tiny-vgg",
    samples: [
      ["Orange", 8],
      ["Ladybug", 1],
      ["Espresso", 6],
    ] as const,
  },
];

describe("an example with trained weights", function () {
  this.timeout(60_000);
  for (const { example, file, samples } of rows) {
    it(`recognises the samples: ${file}`, async () => {
      const model = documentOf(example);
      const preview = await open();
      await host(preview, file);
      await preview.show(model);
      await preview.page.getByLabel("Show the side panel").first().click();
      await preview.page.getByRole("tab", { name: "Run" }).click();
      const found: (readonly [string, number | undefined])[] = [];
      for (const [index, [title]] of samples.entries()) {
        // The first one is there from the start, as the weights are.
        if (index > 0) await choose(preview, title);
        const outcome = await preview.run([model], { seed: 0, runs: 1 });
        const result = outcome.kind === "done" ? outcome.results[0] : assert.fail(JSON.stringify(outcome));
        assert.deepEqual(result?.weights?.missing, []);
        found.push([title, result?.outputs[0]?.top?.[0]?.index]);
      }
      assert.deepEqual(found, samples);
      // The answer is beside the picture, so that a drawing needs no scrolling.
      const answer = preview.page.locator('[data-argument="0"] .answer');
      assert.match(
        (await answer.textContent()) ?? "",
        new RegExp(`^Most probable: ${samples.at(-1)?.[1]}, `),
      );
    });
  }
});

async function choose(preview: PreviewDriver, title: string): Promise<void> {
  await preview.page.locator('vscode-dropdown[aria-label="What the input is"]').click();
  await preview.page.getByRole("option", { name: title, exact: true }).click();
}

async function host(preview: PreviewDriver, name: string): Promise<void> {
  const bytes = readFileSync(join(root, `media/examples/${name}.safetensors`));
  await preview.page.evaluate(
    ([text, bytes]) => {
      const content = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      const file = { uri: "file:///net.safetensors", name: "net.safetensors", bytes, modified: 1 };
      window.hosted.companions = () => ({ weights: { ...file, origin: "beside" }, classes: null });
      window.hosted.readFile = ({ from, to }: { from: number; to: number }) => content.slice(from, to).buffer;
    },
    [bytes.toString("base64"), bytes.length] as const,
  );
}
