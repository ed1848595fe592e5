import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { pictures } from "../../scripts/pictures/pictures.ts";
import { root } from "../../scripts/root.ts";

const folders = ["media/pictures", "media/walkthrough"];
const files = folders.flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`));

/** The images of the Markdown pages and of the walkthrough. */
const shown = [
  ...readdirSync(root)
    .filter((name) => name.endsWith(".md"))
    .flatMap(imagesOf),
  ...walkthroughImages(),
];

describe("the pictures", () => {
  it("are all taken by npm run pictures", () => {
    assert.deepEqual(files.sort(), pictures.map(({ path }) => path).sort());
  });

  it("are all shown somewhere, and no other is", () => {
    assert.deepEqual([...new Set(shown)].sort(), files.sort());
  });

  it("take less than 1.5 MB together", () => {
    const bytes = files.reduce((sum, path) => sum + statSync(join(root, path)).size, 0);
    assert.ok(bytes < 1_500_000, `${bytes} bytes`);
  });
});

function imagesOf(page: string): string[] {
  const text = readFileSync(join(root, page), "utf8");
  return [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, path = ""]) => path);
}

function walkthroughImages(): string[] {
  const { contributes } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const steps: { media: { image: string; altText: string } }[] = contributes.walkthroughs[0].steps;
  return steps.map(({ media }) => {
    assert.ok(media.altText.length > 0);
    return media.image;
  });
}
