import { type SignatureParameter, typingPlaceAt } from "../../analyzer/index.ts";
import type { Range } from "../../base/index.ts";
import { printDim, printShapeShort } from "../../ir/index.ts";
import { exactCount } from "../../words/index.ts";
import { sizeFor } from "../arguments/argument-roles.ts";
import type { Parameter, Signature } from "../arguments/signature.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import type { ArgumentPlace, CompletionContext } from "./completion.ts";
import { contextAt } from "./context.ts";
import { objectWith } from "./options.ts";
import { outputsOf } from "./outputs.ts";

/** A constructor's signature while its arguments are typed. */
export interface SignatureHelp {
  /** `Conv2d(inChannels: number, outChannels: number, …)` */
  readonly label: string;
  /** Markdown: what the arguments as they are typed make of what arrives. */
  readonly documentation: string;
  readonly parameters: readonly { readonly range: Range; readonly documentation: string }[];
  /** The parameter whose argument is being typed. */
  readonly active: number;
}

/** For the library's layers and blocks alone: of an author's own classes TypeScript says as much. */
export function signatureHelpAt(sources: AnalysisSources, offset: number): SignatureHelp | null {
  const place = typingPlaceAt(sources.view.text, offset);
  if (place === null || !("arguments" in place) || place.namespace !== "nn.") return null;
  const context = contextAt(sources, place, offset);
  const signature = context.signature(place);
  if (signature === null || signature.parameters.length === 0) return null;
  const words = signature.parameters.map(parameterWords);
  const begin = `${signature.name}(`;
  let at = begin.length;
  const parameters = signature.parameters.map((parameter, index) => {
    const start = at;
    const end = start + (words[index]?.length ?? 0);
    at = end + ", ".length;
    const isTyped = index === place.index;
    return {
      range: { start, end },
      documentation: isTyped ? typedWords(place, context, signature, parameter) : "",
    };
  });
  return {
    label: `${begin}${words.join(", ")})`,
    documentation: resultWords(place, context),
    parameters,
    active: Math.min(place.index, parameters.length - 1),
  };
}

function parameterWords({ name, type, default: own, isOptional, isRest }: SignatureParameter): string {
  const mark = isRest ? "..." : "";
  const value = own === null || own.text === "{}" ? "" : ` = ${own.text}`;
  return `${mark}${name}${isOptional && value === "" && !isRest ? "?" : ""}: ${type}${value}`;
}

function typedWords(
  place: ArgumentPlace,
  context: CompletionContext,
  signature: Signature,
  parameter: Parameter,
): string {
  const option = signature
    .options(parameter)
    .find(({ name }) => place.kind === "option-value" && name === place.name);
  if (option !== undefined) return `\`${option.name}\`: ${option.doc}`;
  const names = signature
    .options(parameter)
    .map(({ name, default: own }) => `\`${name}\`${own === null ? "" : ` ${own}`}`);
  const all = names.length === 0 ? "" : `Options and their defaults: ${names.join(", ")}.`;
  return [parameter.meaning, all, arrivingWords(context, parameter)].filter((part) => part !== "").join(" ");
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
