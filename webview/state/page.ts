import { createContext, useContext } from "react";
import type { Engine } from "../engine/engine.ts";
import type { HostMessenger } from "../host/host.ts";
import type { Pictures } from "../run/model-inputs.ts";
import type { AppState } from "./app-state.ts";
import type { CompanionFiles } from "./companions.ts";
import type { Documents } from "./documents.ts";
import type { Runner } from "./runner.ts";
import { type Store, useStored } from "./store.ts";
import type { Trials } from "./trials.ts";

/** What every component may use: the state, the host, the documents, and the engine. */
export interface Page {
  readonly store: Store<AppState>;
  readonly host: HostMessenger;
  readonly documents: Documents;
  readonly engine: Engine;
  readonly runner: Runner;
  readonly pictures: Pictures;
  readonly companions: CompanionFiles;
  readonly trials: Trials;
}

export const PageContext = createContext<Page | null>(null);

export function usePage(): Page {
  const page = useContext(PageContext);
  if (page === null) throw new Error("No page around this component.");
  return page;
}

/** A part of the state, kept up to date. It must stay the same object while it does not change. */
export function useApp<T>(part: (state: AppState) => T): T {
  return useStored(usePage().store, part);
}
