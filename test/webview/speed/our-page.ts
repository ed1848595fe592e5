import type { Page } from "playwright-core";
import type { Message } from "../../../src/base/index.ts";
import type { ModelDocument } from "../../../src/protocol/index.ts";
import type { PageServer } from "../support/page-server.ts";
import { fileOf } from "../support/preview-driver.ts";

/** Opens the preview on a model and says how many milliseconds after the navigation it is painted. */
export async function openModel(page: Page, server: PageServer, model: ModelDocument): Promise<number> {
  server.hold(model);
  await page.goto(server.newAddress("dark"), { waitUntil: "commit" });
  return page.evaluate(
    async (text) => {
      const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));
      while (!window.said?.some((one) => one.kind === "event" && one.name === "ready")) await wait();
      window.dispatchEvent(new MessageEvent("message", { data: JSON.parse(text) }));
      while (!window.said.some((one) => one.kind === "event" && one.name === "drawn")) await wait();
      return new Promise<number>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
      });
    },
    JSON.stringify(showMessage(model)),
  );
}

/** Milliseconds from a click to the picture that it causes. */
export function untilRedrawn(page: Page, selector: string): Promise<number> {
  return page.evaluate(untilDrawn, { selector, messages: "[]" });
}

/** Milliseconds from the messages that the model has changed to its new picture. */
export function untilEdited(page: Page, model: ModelDocument): Promise<number> {
  const hold: Message = { kind: "event", name: "hold", params: model };
  return page.evaluate(untilDrawn, { selector: null, messages: JSON.stringify([hold, showMessage(model)]) });
}

interface Cause {
  readonly selector: string | null;
  /** As text: Playwright would take its time over so large an object. */
  readonly messages: string;
}

/** Runs in the page. */
async function untilDrawn({ selector, messages }: Cause): Promise<number> {
  const drawings = (): number =>
    window.said.filter((one) => one.kind === "event" && one.name === "drawn").length;
  const before = drawings();
  const arriving: readonly unknown[] = JSON.parse(messages);
  const started = performance.now();
  if (selector !== null) document.querySelector<HTMLElement>(selector)?.click();
  for (const data of arriving) window.dispatchEvent(new MessageEvent("message", { data }));
  while (drawings() === before) await new Promise((resolve) => setTimeout(resolve, 1));
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - started)));
  });
}

/** Milliseconds from the last step of a run to the painted feature maps of a layer, which is clicked once the run is over. */
export function untilMaps(page: Page, { id, version }: ModelDocument, layer: string): Promise<number> {
  const request: Message = {
    kind: "request",
    id: 1,
    name: "run",
    // As many runs as the settings have: fewer are repeated, after the last progress, until they can be measured.
    params: { models: [{ id, version }], seed: 0, runs: 5 },
  };
  return page.evaluate(
    async ({ text, selector }) => {
      const steps = (): number => window.said.filter((one) => one.kind === "progress").length;
      const over = (): boolean => window.said.some((one) => one.kind === "result");
      let [seen, last, clicked] = [steps(), 0, false];
      window.dispatchEvent(new MessageEvent("message", { data: JSON.parse(text) }));
      while (document.querySelector(".maps canvas") === null) {
        if (steps() !== seen) [seen, last] = [steps(), performance.now()];
        if (!clicked && over()) {
          document.querySelector<HTMLElement>(selector)?.click();
          clicked = true;
        }
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      return new Promise<number>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - last)));
      });
    },
    { text: JSON.stringify(request), selector: layer },
  );
}

function showMessage(model: ModelDocument): Message {
  return { kind: "event", name: "show", params: fileOf(model) };
}
