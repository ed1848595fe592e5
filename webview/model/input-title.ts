import type { ModelDocument } from "../../src/protocol/index.ts";
import { sentenceCase } from "../../src/words/index.ts";

/** What one of a model's inputs is called: where there are several, by the name that forward gives it. */
export function inputTitle({ inputs, inputNames }: ModelDocument, index: number): string {
  if (inputs.length === 1) return "input";
  return inputNames[index] ?? `input ${index + 1}`;
}

/** The same as a heading. A name stays as it is written. */
export function inputHeading(model: ModelDocument, index: number): string {
  const title = inputTitle(model, index);
  return model.inputs.length > 1 && model.inputNames[index] !== undefined ? title : sentenceCase(title);
}
