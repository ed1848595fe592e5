import type { Page } from "playwright-core";
import themes from "../../../webview/out/themes.json" with { type: "json" };
import type { ThemeName } from "./page-server.ts";

/** Changes the theme of an open page, as VS Code does when the author chooses another one. */
export function wearTheme(page: Page, theme: ThemeName): Promise<void> {
  const { classes, kind, id } = themes[theme];
  return page.evaluate(wear, { classes, kind: `${kind}`, id, href: `/${theme}.css` });
}

interface Dress {
  readonly classes: string;
  readonly kind: string;
  readonly id: string;
  readonly href: string;
}

/** In the page. */
async function wear({ classes, kind, id, href }: Dress): Promise<void> {
  const link = document.querySelector<HTMLLinkElement>('link[rel="stylesheet"][href$=".css"]');
  if (link === null) throw new Error("The page has no theme.");
  const loaded = new Promise((resolve) => link.addEventListener("load", resolve, { once: true }));
  link.href = href;
  await loaded;
  document.body.className = classes;
  Object.assign(document.body.dataset, { vscodeThemeKind: kind, vscodeThemeId: id });
  // Controls take the new colours a moment later.
  await new Promise((resolve) => setTimeout(resolve, 100));
}
