import { mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import type { Browser, Page } from "playwright-core";
import { root } from "../../scripts/root.ts";
import { launchBrowser } from "../support/browser.ts";
import { violationsIn } from "./support/axe.ts";
import { illegibleTexts } from "./support/legible.ts";
import { type PageServer, startPageServer, type ThemeName } from "./support/page-server.ts";
import { openPreview } from "./support/preview-driver.ts";
import { type PageView, pageViews } from "./support/views.ts";

const themes: readonly ThemeName[] = ["dark", "light", "high-contrast", "high-contrast-light"];

/** In pixels of CSS. */
const sizes: Readonly<Record<string, Size>> = {
  wide: { width: 1200, height: 800, zoom: 1 },
  "520px": { width: 520, height: 800, zoom: 1 },
  "400px": { width: 400, height: 800, zoom: 1 },
  "600x400": { width: 600, height: 400, zoom: 1 },
  // A window of 1200 × 800 at twice the size, and half of it beside the code.
  "200%": { width: 600, height: 400, zoom: 2 },
  "200%-half": { width: 300, height: 400, zoom: 2 },
};

interface Size {
  readonly width: number;
  readonly height: number;
  readonly zoom: number;
}

process.exit((await printViews(process.argv.slice(2))) ? 0 : 1);

/**
 * Takes a screenshot of every view of the preview's page, in every kind of theme and size, to be looked at. Says of each what
 * can be found without looking: broken rules of axe, and text that is cut off or overlaps. Words that name views, themes or
 * sizes limit it to these: `npm run report -- views cost run dark 400px`.
 */
async function printViews(words: readonly string[]): Promise<boolean> {
  const folder = join(root, "dist/report/views");
  mkdirSync(folder, { recursive: true });
  const wanted = chosen(pageViews, ({ name }) => name, words);
  const wantedThemes = chosen(themes, (theme) => theme, words);
  const wantedSizes = chosen(Object.entries(sizes), ([name]) => name, words);
  const [server, browser] = await Promise.all([startPageServer(), launchBrowser()]);
  let faults = 0;
  for (const [sizeName, size] of wantedSizes) {
    const page = await newPage(browser, size);
    for (const theme of wantedThemes) {
      for (const view of wanted) {
        const found = await look(page, server, { view, theme, size });
        for (const one of found) console.log(`${view.name}, ${theme}, ${sizeName}: ${one}`);
        faults += found.length;
        await page.screenshot({ path: join(folder, `${view.name}-${theme}-${sizeName}.png`) });
      }
    }
    await page.close();
  }
  await browser.close();
  await server.stop();
  console.log(
    `${wanted.length * wantedThemes.length * wantedSizes.length} pictures in ${relative("", folder)}, ${faults} faults`,
  );
  return faults === 0;
}

/** Those that are named among the words; all of them where none is. */
function chosen<T>(list: readonly T[], nameOf: (one: T) => string, words: readonly string[]): readonly T[] {
  const named = list.filter((one) => words.includes(nameOf(one)));
  return named.length === 0 ? list : named;
}

function newPage(browser: Browser, { width, height, zoom }: Size): Promise<Page> {
  return browser.newPage({ viewport: { width, height }, deviceScaleFactor: zoom, reducedMotion: "reduce" });
}

interface Look {
  readonly view: PageView;
  readonly theme: ThemeName;
  readonly size: Size;
}

async function look(page: Page, server: PageServer, { view, theme, size }: Look): Promise<readonly string[]> {
  const preview = await openPreview(page, server, { theme, ...size });
  try {
    await view.show(preview);
  } catch (error) {
    return [`could not be shown: ${error instanceof Error ? error.message : error}`];
  }
  return [...(await violationsIn(page)), ...(await illegibleTexts(page))];
}
