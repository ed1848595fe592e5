import type { ModelSummary } from "../protocol/index.ts";

/** Which model of a file is shown: the one of that id, else the first that is called, else the first that can run, else the first. */
export function chosenModel(models: readonly ModelSummary[], id: string | null): ModelSummary | undefined {
  return (
    models.find((model) => model.id === id) ??
    models.find(({ inputFrom, symbolic }) => inputFrom !== "assumed" && !symbolic) ??
    models.find(({ symbolic }) => !symbolic) ??
    models[0]
  );
}
