import { type PictureInput, pictureInput } from "../../src/interop/image/index.ts";
import { knownShape } from "../../src/ir/index.ts";
import type { Companions, ModelDocument } from "../../src/protocol/index.ts";
import type { InputChoice, ModelInputs } from "../run/input-choice.ts";
import { pictureInputs, usualChoice } from "../run/model-inputs.ts";
import { type AppState, pictureKey } from "./app-state.ts";

/** What the author has chosen for the inputs of the model in view. */
export function inputsInView(state: AppState): ModelInputs {
  return state.inputs[pictureKey(state)] ?? none;
}

/** One object, so that every read returns the same one. */
const none: ModelInputs = {};

export function changeInput(argument: number, choice: InputChoice): (state: AppState) => AppState {
  return (state) => {
    const changed = { ...inputsInView(state), [argument]: choice };
    return { ...state, inputs: { ...state.inputs, [pictureKey(state)]: changed } };
  };
}

/** What each input of the model in view is, chosen or not. */
export function choicesFor(
  model: ModelDocument,
  chosen: ModelInputs,
  { weights }: Companions,
): readonly InputChoice[] {
  const hasWeights = weights !== null && weights.problem === undefined;
  return pictureInputs(model).map((input, argument) => chosen[argument] ?? usualChoice(input, hasWeights));
}

/** The input that a dropped picture goes to where none is pointed at: the first that takes one. */
export function firstPictureInput(state: AppState): { argument: number; input: PictureInput } | null {
  const { graph } = state.view?.model ?? {};
  for (const [argument, id] of (graph?.inputs ?? []).entries()) {
    const shape = knownShape(graph?.nodes[id]?.shape ?? []);
    const input = shape === undefined ? null : pictureInput(shape);
    if (input !== null) return { argument, input };
  }
  return null;
}
