import { mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import type { Browser, Page } from "playwright-core";
import { root } from "../../scripts/root.ts";
import { launchBrowser } from "../support/browser.ts";
import { violationsIn } from "./support/axe.ts";
import { type PageServer, startPageServer, type ThemeName } from "./support/page-server.ts";
import { openPreview } from "./support/preview-driver.ts";
import { type PageView, pageViews } from "./support/views.ts";

const themes: readonly ThemeName[] = ["dark", "light", "high-contrast", "high-contrast-light"];

/** In pixels of CSS. */
const sizes: Readonly<Record<string, Size>> = {
  wide: { width: 1200, height: 800, zoom: 1 },
  "400px": { width: 400, height: 800, zoom: 1 },
  "200%": { width: 600, height: 400, zoom: 2 },
};

interface Size {
  readonly width: number;
  readonly height: number;
  readonly zoom: number;
}

process.exit((await printViews(process.argv.slice(2))) ? 0 : 1);

/**
 * Takes a screenshot of every view of the preview's page, in every kind of theme and size, to be looked at. Says of each what
 * can be found without looking: broken rules of axe, and text that is cut off without a sign.
 */
async function printViews(words: readonly string[]): Promise<boolean> {
  const folder = join(root, "dist/report/views");
  mkdirSync(folder, { recursive: true });
  const wanted = chosen(pageViews, ({ name }) => name, words);
  const wantedSizes = chosen(Object.entries(sizes), ([name]) => name, words);
  const [server, browser] = await Promise.all([startPageServer(), launchBrowser()]);
  let faults = 0;
  for (const [sizeName, size] of wantedSizes) {
    const page = await newPage(browser, size);
    for (const theme of themes) {
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
    `${wanted.length * themes.length * wantedSizes.length} pictures in ${relative("", folder)}, ${faults} faults`,
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
  return [...(await violationsIn(page)), ...(await page.evaluate(clippedTexts))];
}

/** In the page: what is wider than the box that hides the rest of it, unless an ellipsis or a scroll bar says so. */
function clippedTexts(): readonly string[] {
  const isClipped = (element: Element): boolean => {
    const { overflowX, textOverflow } = getComputedStyle(element);
    const hides = overflowX === "hidden" || overflowX === "clip";
    return hides && textOverflow !== "ellipsis" && element.scrollWidth > element.clientWidth + 1;
  };
  const ownText = (element: Element): string =>
    [...element.childNodes]
      .map((node) => (node.nodeType === Node.TEXT_NODE ? node.textContent : ""))
      .join("");
  return [...document.querySelectorAll("#root *")]
    .filter((element) => !element.classList.contains("visually-hidden") && ownText(element).trim() !== "")
    .filter(isClipped)
    .map((element) => `"${ownText(element).trim()}" is cut off`);
}
