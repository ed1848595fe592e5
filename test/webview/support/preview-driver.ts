import type { Browser, Page } from "playwright-core";
import type { HostMessage, ModelDocument, PreviewMessage } from "../../../src/protocol/index.ts";
import { modelFile } from "./documents.ts";
import type { PageServer, ThemeName } from "./page-server.ts";

/** A preview in a real browser, and the host's end of the wire. */
export interface PreviewDriver {
  readonly page: Page;
  post(message: HostMessage): Promise<void>;
  /** Shows a model and waits until it is drawn; resolves with what the page said of the drawing. */
  show(model: ModelDocument | null, more?: Partial<ShowMessage>): Promise<void>;
  /** All that the page has said so far of that kind. */
  said<K extends PreviewMessage["kind"]>(kind: K): Promise<readonly Said<K>[]>;
  /** The next message of that kind after those there were when `act` began. */
  after<K extends PreviewMessage["kind"]>(kind: K, act: () => Promise<unknown>): Promise<Said<K>>;
  violations(): Promise<readonly string[]>;
  close(): Promise<void>;
}

type Said<K extends PreviewMessage["kind"]> = Extract<PreviewMessage, { kind: K }>;
type ShowMessage = Extract<HostMessage, { kind: "show" }>;

export interface DriverOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
}

declare global {
  interface Window {
    readonly said: PreviewMessage[];
    readonly violations: string[];
  }
}

export async function openPreview(
  browser: Browser,
  server: PageServer,
  { theme = "dark", width = 900, height = 800 }: DriverOptions = {},
): Promise<PreviewDriver> {
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  await page.goto(server.address(theme));

  async function said<K extends PreviewMessage["kind"]>(kind: K): Promise<readonly Said<K>[]> {
    const all = await page.evaluate(() => window.said);
    return all.filter((message): message is Said<K> => message.kind === kind);
  }
  async function after<K extends PreviewMessage["kind"]>(
    kind: K,
    act: () => Promise<unknown>,
  ): Promise<Said<K>> {
    const before = (await said(kind)).length;
    await act();
    await page.waitForFunction(
      ([wanted, count]) => window.said.filter((message) => message.kind === wanted).length > count,
      [kind, before] as const,
      { timeout: 30_000 },
    );
    const [next] = (await said(kind)).slice(before);
    if (next === undefined) throw new Error(`The page did not say ${kind}.`);
    return next;
  }
  // As text: Playwright takes seconds to walk through a graph of thousands of nodes.
  const post = (message: HostMessage): Promise<void> =>
    page.evaluate((text) => {
      window.dispatchEvent(new MessageEvent("message", { data: JSON.parse(text) }));
    }, JSON.stringify(message));

  await page.waitForFunction(() => window.said.some(({ kind }) => kind === "ready" || kind === "failed"));
  return {
    ...{ page, post, said, after },
    async show(model, more = {}) {
      const message: ShowMessage = { ...emptyShow, models: model === null ? [] : [model], model, ...more };
      if (model === null) await post(message);
      else await after("drawn", () => post(message));
    },
    violations: () => page.evaluate(() => window.violations),
    close: () => context.close(),
  };
}

const emptyShow: ShowMessage = {
  kind: "show",
  uri: modelFile,
  fileName: "example.ts",
  models: [],
  model: null,
  problems: [],
  units: "MACs",
};
