import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { ModelDocument } from "../../../src/protocol/index.ts";
import { evaluateIn } from "./evaluate.ts";
import type { Rival } from "./rival.ts";
import { serveFolder } from "./serve-folder.ts";

/** Model Explorer's built page, as its repository has it, with the models as graphs of its own format. `folder`: a clone. */
export async function startModelExplorer(
  folder: string,
  documents: ReadonlyMap<string, ModelDocument>,
): Promise<Rival> {
  const package_ = join(folder, "src/server/package");
  const version = /^version = "(.*)"/m.exec(await readFile(join(package_, "pyproject.toml"), "utf8"))?.[1];
  const graphs = new Map([...documents].map(([name, document]) => [name, graphOf(document)]));
  const server = await serveFolder(join(package_, "src/model_explorer/web_app"), (url) => {
    const answer = answers[url.pathname.slice(url.pathname.lastIndexOf("/") + 1)];
    return answer === undefined ? undefined : JSON.stringify(answer(url, graphs));
  });
  const watched = new WeakSet<Page>();
  return {
    name: `Model Explorer ${version}`,
    async open(page, name) {
      if (!watched.has(page)) await page.addInitScript(`(${countDrawings})()`);
      watched.add(page);
      const data = { models: [{ url: `/${name}.json`, adapterId: adapter.id }] };
      const query = new URLSearchParams({ data: JSON.stringify(data) });
      await page.goto(`${server.address}/?${query}`, { waitUntil: "commit" });
      return evaluateIn(page, `(${untilDrawn})(0)`);
    },
    unfold: (page) => evaluateIn(page, `(${afterClick})(".mat-icon-container.expand-all", ${untilDrawn})`),
    stop: server.stop,
  };
}

const adapter = { type: "adapter", id: "builtin_json", name: "JSON", description: "", fileExts: ["json"] };

/** What its server is asked for, by the last word of the address. */
const answers: Readonly<Record<string, (url: URL, graphs: ReadonlyMap<string, unknown>) => unknown>> = {
  get_extensions: () => [adapter],
  check_new_version: () => ({}),
  notify_user_provided_model_path: () => ({}),
  read_text_file: ({ searchParams }, graphs) => {
    const name = (searchParams.get("path") ?? "").replace(/^\/|\.json$/g, "");
    return { content: JSON.stringify([{ id: name, nodes: graphs.get(name) }]) };
  },
};

/** Modules are its namespaces, which it shows folded. It gets no shapes and attributes, so it has less to do than it would have. */
function graphOf({ graph }: ModelDocument) {
  return graph.nodes.map(({ id, op, owner, inputs }) => ({
    id: String(id),
    label: op,
    namespace: (owner ?? "").replaceAll(".", "/"),
    incomingEdges: inputs.map((source, index) => ({
      sourceNodeId: String(source),
      sourceNodeOutputId: "0",
      targetNodeInputId: String(index),
    })),
  }));
}

/** It draws boxes, names and edges as instances of a few forms: how many there were says which picture it was. Runs in the page. */
function countDrawings(): void {
  const { prototype } = WebGL2RenderingContext;
  const draw = prototype.drawElementsInstanced;
  const counts: number[] = [];
  Object.assign(window, { drawnInstances: counts });
  prototype.drawElementsInstanced = function (...args) {
    counts.push(args[4]);
    draw.apply(this, args);
  };
}

/** Until something was drawn that is none of the first drawings, be it only a part of the picture. Runs in the page. */
async function untilDrawn(first: number): Promise<number> {
  const drawn = (): readonly number[] =>
    (window as unknown as { drawnInstances?: readonly number[] }).drawnInstances ?? [];
  const before = new Set(drawn().slice(0, first));
  while (!drawn().some((count) => !before.has(count))) await new Promise((resolve) => setTimeout(resolve, 1));
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
  });
}

/** Milliseconds from a click to the picture that it causes. Runs in the page. */
async function afterClick(selector: string, until: typeof untilDrawn): Promise<number> {
  // What comes in gently is drawn many times; a second later it has come to rest.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const { drawnInstances } = window as unknown as { drawnInstances: readonly number[] };
  const button = document.querySelector<HTMLElement>(selector);
  if (button === null) throw new Error(`There is no ${selector}.`);
  const started = performance.now();
  button.click();
  return (await until(drawnInstances.length)) - started;
}
