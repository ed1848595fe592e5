import type { ChosenInstances } from "../ide/index.ts";
import type { InstanceReference } from "../protocol/index.ts";

/** What authors have chosen since the server started, by file. */
export interface InstanceChoices {
  of(uri: string): ChosenInstances;
  choose(uri: string, instance: InstanceReference): void;
}

export function createInstanceChoices(): InstanceChoices {
  const byFile = new Map<string, ChosenInstances>();
  const none: ChosenInstances = new Map();
  const of = (uri: string) => byFile.get(uri) ?? none;
  return {
    of,
    choose: (uri, instance) => byFile.set(uri, new Map([...of(uri), [instance.className, instance]])),
  };
}
