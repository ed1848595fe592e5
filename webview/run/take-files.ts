import { fitPicture } from "../../src/interop/image/index.ts";
import { display } from "../state/app-state.ts";
import { changeInput, firstPictureInput } from "../state/inputs.ts";
import type { Page } from "../state/page.ts";
import { keptPixels, pictureInputs } from "./model-inputs.ts";
import { openPicture } from "./open-picture.ts";

/** Takes files that are dropped on the page or pasted into it. */
export function takeFiles(page: Page): void {
  window.addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  window.addEventListener("drop", (event) => {
    const [file] = event.dataTransfer?.files ?? [];
    if (file === undefined) return;
    event.preventDefault();
    void takeFile(page, file, argumentAt(event.target));
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
  const taker = argument ?? firstPictureInput(page.store.get())?.argument;
  if (taker === undefined) return say(page, "This model has no input that takes a picture.");
  await takePicture(page, taker, file, file.name);
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
  page.store.update(changeInput(argument, (choice) => ({ ...choice, source })));
  page.store.update((state) => display({ tab: "run", panel: true })({ ...state, notice: null }));
  runInView(page);
}

/** Runs the model in view with what was just chosen. */
export function runInView({ runner, host }: Page): void {
  if (!runner.again()) host.send("command", { command: "runModel" });
}

function say({ store }: Page, notice: string): void {
  store.update((state) => ({ ...state, notice }));
}
