import type { Companion, CompanionKind, Companions } from "../../src/protocol/index.ts";
import { byteSize, classNamesIn } from "../../src/words/index.ts";
import type { HostMessenger } from "../host/host.ts";
import { type AppState, pictureKey } from "./app-state.ts";
import { type Reading, type ReadPart, readInParts } from "./read-in-parts.ts";
import type { Store } from "./store.ts";

/** Weights and class names of the model in view: the host finds, remembers and reads their files. */
export interface CompanionFiles {
  /** As they are on disk now. */
  refresh(): Promise<Companions>;
  choose(kind: CompanionKind): Promise<void>;
  forget(kind: CompanionKind): Promise<void>;
  /** A file of the workspace that was dropped. */
  remember(kind: CompanionKind, uri: string): Promise<void>;
  /** A file that was dropped from outside, whose path is unknown: it stays as long as the page does. */
  hold(kind: CompanionKind, file: File): Promise<void>;
  /** All bytes of a weights file. */
  read(file: Companion, reading: Reading): Promise<ArrayBuffer>;
}

/** More than this would leave no room for a run. */
const mostBytes = 1 << 30;

export function createCompanionFiles(store: Store<AppState>, host: () => HostMessenger): CompanionFiles {
  const held = new Map<string, File>();

  const placeInView = () => {
    const { shown, view, apart } = store.get();
    const uri = shown?.uri ?? "";
    // The weights of a part are among those of its model.
    if (view?.model.part) return { uri, model: view.model.part.model, apart: false };
    return { uri, model: view?.model.id ?? "", apart };
  };
  /** Keeps the answer for the model that it is about, and lets dropped files stand in for it. */
  async function keep(answer: Promise<Companions>): Promise<Companions> {
    const key = pictureKey(store.get());
    const found = await answer;
    const before = store.get().companions[key] ?? noCompanions;
    const companions = {
      weights: isHeld(before.weights) ? before.weights : checked(found.weights),
      classes: isHeld(before.classes) ? before.classes : found.classes,
    };
    set(key, companions);
    return companions;
  }
  function set(key: string, companions: Companions): void {
    store.update((state) => ({ ...state, companions: { ...state.companions, [key]: companions } }));
  }
  function drop(kind: CompanionKind): void {
    const key = pictureKey(store.get());
    set(key, { ...(store.get().companions[key] ?? noCompanions), [kind]: null });
  }
  const isHeld = (file: Companion | null): boolean => file !== null && held.has(file.uri);
  return {
    refresh: () => keep(host().request("companions", placeInView())),
    async choose(kind) {
      drop(kind);
      await keep(host().request("chooseCompanion", { place: placeInView(), kind }));
    },
    async forget(kind) {
      drop(kind);
      await keep(host().request("rememberCompanion", { place: placeInView(), kind, uri: null }));
    },
    async remember(kind, uri) {
      drop(kind);
      await keep(host().request("rememberCompanion", { place: placeInView(), kind, uri }));
    },
    async hold(kind, file) {
      const key = pictureKey(store.get());
      const uri = `dropped:${crypto.randomUUID()}`;
      held.set(uri, file);
      const { name, size, lastModified } = file;
      const companion: Companion = { uri, name, bytes: size, modified: lastModified, origin: "chosen" };
      const before = store.get().companions[key] ?? noCompanions;
      if (kind === "weights") set(key, { ...before, weights: checked(companion) });
      else set(key, { ...before, classes: { ...companion, names: classNamesIn(await file.text()) } });
    },
    read(file, reading) {
      const own = held.get(file.uri);
      const part: ReadPart =
        own === undefined
          ? (from, to) => host().request("readFile", { uri: file.uri, from, to })
          : (from, to) => own.slice(from, to).arrayBuffer();
      return readInParts(file, part, reading);
    },
  };
}

export const noCompanions: Companions = { weights: null, classes: null };

export function companionsInView(state: AppState): Companions {
  return state.companions[pictureKey(state)] ?? noCompanions;
}

function checked(file: Companion | null): Companion | null {
  if (file === null || file.bytes <= mostBytes) return file;
  const problem = `${file.name} has ${byteSize(file.bytes)}. The preview reads weights of at most ${byteSize(mostBytes)}; cnn-blocks run --weights has no such limit.`;
  return { ...file, problem };
}
