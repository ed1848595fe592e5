import type { Page } from "playwright-core";
import type { Message } from "../../../src/base/index.ts";
import type {
  ExportedFile,
  HostSide,
  ModelDocument,
  PageSide,
  RunOutcome,
  RunProgress,
  RunRequest,
  ShownFile,
} from "../../../src/protocol/index.ts";
import { modelFile } from "./documents.ts";
import type { PageServer, ThemeName } from "./page-server.ts";

/** A preview in a real browser, with the test as its host. */
export interface PreviewDriver {
  readonly page: Page;
  send<E extends keyof PageEvents>(event: E, params: PageEvents[E]): Promise<void>;
  /** Shows a model and waits until it is drawn. */
  show(model: ModelDocument | null, more?: Partial<Omit<ShownFile, "model">>): Promise<void>;
  /** Has a document from now on, should the page ask for it. */
  hold(model: ModelDocument): void;
  /** Runs or compares models, and resolves with the page's answer. */
  run(models: readonly ModelDocument[], options: Omit<RunRequest, "models">): Promise<RunOutcome>;
  /** Puts the model in view beside what it was at the last commit. */
  compareWithCommit(): Promise<void>;
  /** Shows a layer or block as the model tree asks for it. */
  showItem(item: PageSide["requests"]["showItem"]["params"]): Promise<void>;
  /** Exports the model in view. */
  exportFile(format: string): Promise<ExportedFile>;
  /** All progress that the page has reported so far. */
  progress(): Promise<readonly RunProgress[]>;
  /** All events of that name so far. */
  said<E extends keyof HostEvents>(event: E): Promise<readonly HostEvents[E][]>;
  /** The next event of that name after those there were when `act` began. */
  after<E extends keyof HostEvents>(event: E, act: () => Promise<unknown>): Promise<HostEvents[E]>;
  /** The versions of the documents that the page has asked for so far. */
  requestedDocuments(): Promise<readonly string[]>;
  violations(): Promise<readonly string[]>;
}

type PageEvents = PageSide["events"];
type HostEvents = HostSide["events"];

export interface DriverOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
}

declare global {
  interface Window {
    readonly said: Message[];
    /** What the page has posted to its workers. */
    readonly posted: string[];
    readonly violations: string[];
    /** What the host answers, by the request's name; a test may change it. */
    readonly hosted: Record<string, (params: never) => unknown>;
  }
}

export async function openPreview(
  page: Page,
  server: PageServer,
  { theme = "dark", width = 900, height = 800 }: DriverOptions = {},
): Promise<PreviewDriver> {
  await page.setViewportSize({ width, height });
  // Nothing is hovered over when the test begins.
  await page.mouse.move(0, 0);
  await page.goto(server.newAddress(theme));
  const messages = messagesOf(page);
  await messages.ready();
  return {
    page,
    ...messages,
    ...runsOf(page, server),
    async show(model, more = {}) {
      if (model === null) return messages.send("show", { ...emptyFile, ...more });
      server.hold(model);
      await messages.after("drawn", () => messages.send("show", { ...fileOf(model), ...more }));
    },
    hold: (model) => server.hold(model),
    violations: () => page.evaluate(() => window.violations),
  };
}

function messagesOf(page: Page) {
  function said<E extends keyof HostEvents>(event: E): Promise<readonly HostEvents[E][]> {
    return page.evaluate(
      (wanted) =>
        window.said.flatMap((one) =>
          one.kind === "event" && one.name === wanted ? [one.params as never] : [],
        ),
      event,
    );
  }
  async function after<E extends keyof HostEvents>(
    event: E,
    act: () => Promise<unknown>,
  ): Promise<HostEvents[E]> {
    const before = await page.evaluate(() => window.said.length);
    await act();
    const next = await page.waitForFunction(
      ([wanted, start]) =>
        window.said.slice(start).find((one) => one.kind === "event" && one.name === wanted),
      [event, before] as const,
      { timeout: 30_000 },
    );
    const { params } = (await next.jsonValue()) as { readonly params: HostEvents[E] };
    await next.dispose();
    return params;
  }
  const hasStarted = () =>
    window.said.some((one) => one.kind === "event" && (one.name === "ready" || one.name === "failed"));
  return {
    said,
    after,
    ready: () => page.waitForFunction(hasStarted),
    send: <E extends keyof PageEvents>(name: E, params: PageEvents[E]) =>
      deliver(page, { kind: "event", name, params }),
    requestedDocuments: () =>
      page.evaluate(() =>
        window.said.flatMap((one) =>
          one.kind === "request" && one.name === "documents"
            ? (one.params as { readonly versions: readonly string[] }).versions
            : [],
        ),
      ),
  };
}

function runsOf(page: Page, server: PageServer) {
  let count = 0;
  async function ask(name: string, params: unknown): Promise<unknown> {
    count += 1;
    await deliver(page, { kind: "request", id: count, name, params });
    const answer = await page.waitForFunction(
      (id) => window.said.find((one) => (one.kind === "result" || one.kind === "error") && one.id === id),
      count,
      { timeout: 30_000 },
    );
    const message = await answer.jsonValue();
    if (message?.kind !== "result") throw new Error(`No answer to ${name}: ${JSON.stringify(message)}`);
    return message.value;
  }
  return {
    async run(models: readonly ModelDocument[], options: Omit<RunRequest, "models">): Promise<RunOutcome> {
      for (const model of models) server.hold(model);
      return (await ask("run", { models: models.map(refOf), ...options })) as RunOutcome;
    },
    showItem: async (item: PageSide["requests"]["showItem"]["params"]) => void (await ask("showItem", item)),
    compareWithCommit: async () => void (await ask("compareWithCommit", null)),
    exportFile: async (format: string) => (await ask("exportFile", { format, seed: 0 })) as ExportedFile,
    progress: (): Promise<readonly RunProgress[]> =>
      page.evaluate(() =>
        window.said.flatMap((one) => (one.kind === "progress" ? [one.value as RunProgress] : [])),
      ),
  };
}

/** As text, because Playwright is slow to walk through an object. Even so, large documents go by the server. */
function deliver(page: Page, message: Message): Promise<void> {
  return page.evaluate((text) => {
    window.dispatchEvent(new MessageEvent("message", { data: JSON.parse(text) }));
  }, JSON.stringify(message));
}

/** A file with one model, which is in view. */
export function fileOf(model: ModelDocument): ShownFile {
  return { ...emptyFile, models: [summaryOf(model)], model: refOf(model) };
}

function refOf({ id, version }: ModelDocument) {
  return { id, version };
}

function summaryOf(document: ModelDocument) {
  const { graph, report, titles, ops, version, computation, conditions, ...summary } = document;
  return summary;
}

const emptyFile: ShownFile = {
  uri: modelFile,
  fileName: "example.ts",
  models: [],
  model: null,
  halfTyped: false,
  problems: [],
  units: "MACs",
};
