import { numbersInText, type TypingPlace } from "../../analyzer/index.ts";
import { type Dim, known, printShape, printShapeShort, type Shape } from "../../ir/index.ts";
import type { Option } from "../arguments/signature.ts";
import type { Completer, Completion, CompletionContext } from "./completion.ts";
import { divisorsFor } from "./divisors.ts";
import { outputsOf } from "./outputs.ts";

export type OptionPlace = Extract<TypingPlace, { readonly kind: "option-name" | "option-value" }>;

/** The options that are not written yet, with their defaults, their meaning and what each would make of the shape. */
export const optionNames: Completer<"option-name"> = {
  at: "option-name",
  offer(place, context) {
    const options = optionsAt(place, context).filter(({ name }) => !place.written.includes(name));
    const kernel = kernelOf(place, context);
    const values = options.map((option) => usualValue(option, kernel));
    const texts = options.map(({ name }, index) => objectWith(place, `${name}: ${values[index]}`));
    const [asItIs = null, ...outputs] = shapesFor(place, context, [objectWith(place), ...texts]);
    return options.map((option, index) => {
      const output = outputs[index] ?? null;
      const changes = output !== null && asItIs !== null && printShape(output) !== printShape(asItIs);
      return nameEntry(option, values[index] ?? "", changes ? output : null);
    });
  },
};

/** What an option may be set to: groups that divide the channels, and the usual numbers with what comes out. */
export const optionValues: Completer<"option-value"> = {
  at: "option-value",
  offer(place, context) {
    const option = optionsAt(place, context).find(({ name }) => name === place.name);
    if (option === undefined) return [];
    if (place.name === "groups") return groupsFor(place, context, option);
    const values = valuesOf(option, kernelOf(place, context));
    const outputs = shapesFor(
      place,
      context,
      values.map((value) => objectWith(place, `${place.name}: ${value}`)),
    );
    return values.map((value, index) => {
      const said = [value === option.default ? "the default" : null, shapeWords(outputs[index] ?? null)];
      return entry(value, value, said.filter((part) => part !== null).join(", "), option.doc);
    });
  },
};

function optionsAt(place: OptionPlace, context: CompletionContext): readonly Option[] {
  const signature = context.signature(place);
  const parameter = signature?.parameters[place.index];
  return signature === null || parameter === undefined ? [] : signature.options(parameter);
}

function shapesFor(
  place: OptionPlace,
  context: CompletionContext,
  texts: readonly string[],
): readonly (Shape | null)[] {
  const [shape] = context.arrival()?.shapes ?? [];
  return shape === undefined
    ? texts.map(() => null)
    : outputsOf(context, place, shape, texts).map((one) => one?.output ?? null);
}

/** The object with the options beside the one being typed, and with that one. */
export function objectWith({ others }: OptionPlace, ...own: readonly string[]): string {
  return `{ ${[...others, ...own].join(", ")} }`;
}

function nameEntry(option: Option, value: string, output: Shape | null): Completion {
  const { name, default: own, isOptional, doc } = option;
  const standard = own !== null ? `default ${own}` : isOptional ? "may be left out" : "has to be given";
  const detail = output === null ? standard : `${standard} · ${value} gives ${printShapeShort(output)}`;
  const isChoice = value === "" || /[^\w.,[\] -]/.test(value);
  const place = isChoice ? "$1" : `\${1:${value}}`;
  return {
    label: name,
    detail,
    documentation: doc,
    insert: `${name}: ${place}`,
    isSnippet: true,
    filter: name,
    kind: "option",
  };
}

/** The value for which an author most likely writes an option that has a default. */
function usualValue(option: Option, kernel: Kernel): string {
  return valuesOf(option, kernel).find((value) => value !== option.default) ?? option.default ?? "";
}

function valuesOf({ name, type, alternatives, default: own }: Option, kernel: Kernel): readonly string[] {
  const choices = alternatives.filter(({ kind }) => kind === "text").map(({ text }) => text);
  if (type === "boolean") return own === "true" ? ["false", "true"] : ["true", "false"];
  if (name === "padding") return [...new Set([paddingFor(kernel), "0", ...choices])];
  if (name === "stride" || name === "dilation" || name === "scaleFactor") return ["2", "1"];
  return choices.length > 0 ? choices : own === null ? [] : [own];
}

/** The size of a kernel, along each axis where it is written as a list; null where it is no number. */
type Kernel = readonly number[] | number | null;

function kernelOf(place: OptionPlace, context: CompletionContext): Kernel {
  const parameters = context.signature(place)?.parameters ?? [];
  return numbersInText(place.arguments[parameters.findIndex(({ role }) => role === "kernel")] ?? "");
}

/** What keeps height and width, for a kernel of an odd size without a stride. */
function paddingFor(kernel: Kernel): string {
  const half = (size: number) => Math.floor((size - 1) / 2);
  if (kernel === null) return "1";
  return typeof kernel === "number" ? String(half(kernel)) : `[${kernel.map(half).join(", ")}]`;
}

function shapeWords(output: Shape | null): string | null {
  return output === null ? null : `→ ${printShapeShort(output)}`;
}

/** Groups have to divide the channels that arrive and those that leave. */
function groupsFor(
  { arguments: args }: OptionPlace,
  context: CompletionContext,
  option: Option,
): readonly Completion[] {
  const [shape] = context.arrival()?.shapes ?? [];
  const written = args.slice(0, 2).map(Number);
  const arriving: Dim | undefined = shape?.[1] ?? written[0];
  const outgoing = written[1];
  const divides = ({ insert }: Completion) =>
    outgoing === undefined || !Number.isInteger(outgoing) || outgoing % Number(insert) === 0;
  const channels = arriving === undefined ? undefined : known(arriving);
  return divisorsFor(channels, "groups", option.doc).filter(divides);
}

function entry(label: string, insert: string, detail: string, documentation: string): Completion {
  return { label, detail, documentation, insert, isSnippet: false, filter: label, kind: "value" };
}
