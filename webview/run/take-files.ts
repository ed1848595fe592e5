import { fitPicture } from "../../src/interop/image/index.ts";
import type { CompanionKind } from "../../src/protocol/index.ts";
import { display } from "../state/app-state.ts";
import { changeInput, firstPictureInput, inputsInView } from "../state/inputs.ts";
import type { Page } from "../state/page.ts";
import { keptPixels, madeInput, pictureInputs } from "./model-inputs.ts";
import { openPicture } from "./open-picture.ts";

/** Takes files that are dropped on the page or pasted into it. */
export function takeFiles(page: Page): void {
  window.addEventListener("dragover", (event) => {
    const { types = [] } = event.dataTransfer ?? {};
    if (types.includes("Files") || types.includes("text/uri-list")) event.preventDefault();
  });
  window.addEventListener("drop", (event) => {
    const [file] = event.dataTransfer?.files ?? [];
    const [address] = event.dataTransfer?.getData("text/uri-list").split(/\r?\n/) ?? [];
    if (file === undefined && !address) return;
    event.preventDefault();
    if (file !== undefined) void takeFile(page, file, argumentAt(event.target));
    else if (address) void takeAddress(page, address);
  });
  window.addEventListener("paste", (event) => {
    const [file] = event.clipboardData?.files ?? [];
    if (file !== undefined) void takeFile(page, file, argumentAt(event.target));
  });
}

/** The input whose part of the page was pointed at. */
function argumentAt(target: EventTarget | null): number | null {
  const part = target instanceof Element ? target.closest("[data-argument]") : null;
  return part === null ? null : Number(part.getAttribute("data-argument"));
}

async function takeFile(page: Page, file: File, argument: number | null): Promise<void> {
  const kind = companionKind(file.name);
  if (kind !== null) {
    await page.companions.hold(kind, file);
    page.store.update(display({ tab: "run", panel: true }));
    return runInView(page);
  }
  const taker = argument ?? firstPictureInput(page.store.get())?.argument;
  if (taker === undefined) return say(page, "This model has no input that takes a picture.");
  await takePicture(page, taker, file, file.name);
}

/** Which companion of a model a file is by its name; null for a picture. */
function companionKind(name: string): CompanionKind | null {
  if (/\.safetensors$/i.test(name)) return "weights";
  return /\.txt$/i.test(name) ? "classes" : null;
}

/** A file of the workspace that was dropped has an address, by which it is remembered. */
async function takeAddress(page: Page, address: string): Promise<void> {
  const kind = companionKind(address);
  if (kind === null) return say(page, "Drop a picture from outside the editor, or open it in the Run tab.");
  await page.companions.remember(kind, address);
  page.store.update(display({ tab: "run", panel: true }));
  runInView(page);
}

/** Makes a picture the model's input and runs, or says why not. */
export async function takePicture(page: Page, argument: number, file: Blob, name: string): Promise<void> {
  const answer = await openPicture(file, name);
  if (!answer.ok) return say(page, answer.problem);
  const { view } = page.store.get();
  const input = view === null ? null : pictureInputs(view.model)[argument];
  if (!input) return say(page, "This input takes no picture: it needs 1 or 3 channels.");
  const { pixels, original } = answer;
  const id = crypto.randomUUID();
  page.pictures.set(id, pixels);
  const kept = keptPixels(fitPicture(pixels, input));
  const source = { kind: "picture", id, name, ...original, kept } as const;
  const before = inputsInView(page.store.get())[argument] ?? madeInput;
  page.store.update(changeInput(argument, { ...before, source }));
  page.store.update((state) => display({ tab: "run", panel: true })({ ...state, notice: null }));
  runInView(page);
}

/** Runs the model in view with what was just chosen. */
export function runInView({ runner, host }: Page): void {
  if (!runner.again()) host.send("command", { command: "runModel" });
}

/** Says something below the header, until the next run. */
export function say({ store }: Page, notice: string): void {
  store.update((state) => ({ ...state, notice }));
}
