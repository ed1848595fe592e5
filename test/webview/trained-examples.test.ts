import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { documentOf } from "./support/documents.ts";
import { chooseInput, digits, giveFile, hostWeights, openRunTab, pictures } from "./support/inputs.ts";
import { open } from "./support/suite.ts";

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
      await hostWeights(preview, file);
      await preview.show(model);
      await openRunTab(preview);
      const found: (readonly [string, number | undefined])[] = [];
      for (const [index, [title]] of samples.entries()) {
        // The first one is there from the start, as the weights are.
        if (index > 0) await chooseInput(preview, title);
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
      // A file that is not taken changes neither the input nor its answer.
      await giveFile(preview, "drop", "empty.png", []);
      await preview.page.locator('[role="alert"]', { hasText: "empty.png is empty" }).waitFor();
      assert.equal(await answer.count(), 1);
    });
  }
});
