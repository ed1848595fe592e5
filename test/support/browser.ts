import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { installChromium } from "./install-chromium.ts";

/**
 * What Chromium need not do. Without RenderDocument a page that leads to the next one keeps its frame, which takes half the time.
 * The others are Playwright's own: of several such lists only the last counts.
 */
const disabledFeatures = [
  "RenderDocument",
  ...["AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"],
  ...["HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding"],
  ...["ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "TcpPortRandomizationWin"],
  ...["OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch"],
];

/** A headless Chromium that reaches this machine and nothing else, with further arguments. */
export async function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: installChromium(),
    headless: true,
    args: [
      ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
      ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
      `--disable-features=${disabledFeatures.join(",")}`,
      ...args,
    ],
  });
}

/** Webviews of a served VS Code ask for clipboard and such; a page of this size shows editor and preview at once. */
export const pageOptions: BrowserContextOptions = {
  viewport: { width: 1440, height: 900 },
  // Without a graphics card, what moves takes a processor that the tests need.
  reducedMotion: "reduce",
};

/** Opens a window of a served VS Code and waits until its workbench is ready. Its corners are square unless somebody looks at it. */
export async function openWorkbench(
  page: Page,
  url: string,
  corners: "round" | "square" = "square",
): Promise<void> {
  await page.addInitScript({
    content: addStyle(corners === "square" ? holdStill + squareCorners : holdStill),
  });
  await page.goto(url, { waitUntil: "domcontentloaded", timeout: 60_000 });
  await page.locator(".monaco-workbench .part.statusbar").waitFor({ timeout: 60_000 });
}

/**
 * Something always moves in a workbench: bars of progress, icons of languages that start, scrollbars that fade. Without a
 * graphics card each frame takes a processor that the tests need.
 */
const holdStill = "*, ::before, ::after { animation: none !important; transition: none !important }";

/** Without a graphics card a frame takes seven times as long to put together where layers have round corners. */
const squareCorners = "*, ::before, ::after { border-radius: 0 !important }";

/** A script of the page, not of a preview in it. */
function addStyle(style: string): string {
  return `if (window === top) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(${JSON.stringify(style)});
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}`;
}
