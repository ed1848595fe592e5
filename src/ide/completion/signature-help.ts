import { typingPlaceAt } from "../../analyzer/index.ts";
import { printDim, printShapeShort } from "../../ir/index.ts";
import { exactCount } from "../../words/index.ts";
import { sizeFor } from "../arguments/argument-roles.ts";
import type { Parameter, Signature } from "../arguments/signature.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import type { ArgumentPlace, CompletionContext } from "./completion.ts";
import { contextAt } from "./context.ts";
import { functionHelpAt } from "./function-help.ts";
import { objectWith } from "./options.ts";
import { outputsOf } from "./outputs.ts";
import { labelled, optionWords, type SignatureHelp } from "./signature-words.ts";

/** For the library's layers, blocks and functions alone: of an author's own classes TypeScript says as much. */
export function signatureHelpAt(sources: AnalysisSources, offset: number): SignatureHelp | null {
  return constructorHelpAt(sources, offset) ?? functionHelpAt(sources, offset);
}

function constructorHelpAt(sources: AnalysisSources, offset: number): SignatureHelp | null {
  const place = typingPlaceAt(sources.view.text, offset);
  if (place === null || !("arguments" in place) || place.namespace !== "nn.") return null;
  const context = contextAt({ ...sources, offset, snippets: {} }, place);
  const signature = context.signature(place);
  if (signature === null || signature.parameters.length === 0) return null;
  const { name, parameters } = signature;
  const words = (index: number) => {
    const parameter = parameters[index];
    return parameter === undefined ? "" : typedWords(place, context, signature, parameter);
  };
  return {
    ...labelled(name, parameters, place.index, words),
    documentation: resultWords(place, context),
  };
}

function typedWords(
  place: ArgumentPlace,
  context: CompletionContext,
  signature: Signature,
  parameter: Parameter,
): string {
  const options = signature.options(parameter);
  const typed = place.kind === "option-value" ? place.name : null;
  const words = optionWords(options, typed);
  if (options.some(({ name }) => name === typed)) return words;
  return [parameter.meaning, words, arrivingWords(context, parameter)]
    .filter((part) => part !== "")
    .join(" ");
}

function arrivingWords(context: CompletionContext, { name, role }: Parameter): string {
  const sizes = context.arrival()?.shapes.flatMap((shape) => sizeFor(name, shape) ?? []) ?? [];
  const words = [...new Set(sizes.map(printDim))];
  return role === "input" && words.length > 0 ? `Here ${words.join(" or ")} arrive.` : "";
}

/** `kernelSize 3: 1×3×32×32 → 1×8×30×30 · 224 params`; what is not typed yet is guessed. */
function resultWords(place: ArgumentPlace, context: CompletionContext): string {
  const [shape] = context.arrival()?.shapes ?? [];
  const typed = context.view.text.slice(place.typed.start, place.typed.end);
  if (shape === undefined) return "";
  const came = printShapeShort(shape);
  const [result] = outputsOf(context, place, shape, [argumentText(place, typed)]);
  if (result == null || (typed === "" && place.kind !== "option-name")) return `${came} arrives.`;
  const name = context.signature(place)?.parameters[place.index]?.name ?? "";
  const what =
    place.kind === "argument"
      ? `${name} ${typed}: `
      : place.kind === "option-value"
        ? `${place.name} ${typed}: `
        : "";
  const count = result.parameters === 0 ? "" : ` · ${exactCount(result.parameters)} params`;
  return `${what}${came} → ${printShapeShort(result.output)}${count}`;
}

/** The argument with the word that is being typed in its place. */
function argumentText(place: ArgumentPlace, typed: string): string {
  if (place.kind === "argument") return typed;
  const isSet = place.kind === "option-value" && typed !== "";
  return isSet ? objectWith(place, `${place.name}: ${typed}`) : objectWith(place);
}
