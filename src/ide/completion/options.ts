import type { TypingPlace } from "../../analyzer/index.ts";
import { type Dim, known, printShape, printShapeShort, type Shape } from "../../ir/index.ts";
import type { Option } from "../arguments/signature.ts";
import type { Completer, Completion, CompletionContext } from "./completion.ts";
import { divisorsFor } from "./divisors.ts";
import { outputsOf } from "./outputs.ts";

type OptionPlace = Extract<TypingPlace, { readonly kind: "option-name" | "option-value" }>;

/** The options that are not written yet, with their defaults, their meaning and what each would make of the shape. */
export const optionNames: Completer<"option-name"> = {
  at: "option-name",
  offer(place, context) {
    const options = optionsAt(place, context).filter(({ name }) => !place.written.includes(name));
    const values = options.map((option) => usualValue(place, option));
    const texts = options.map(({ name }, index) => `{ ${inside(place)}${name}: ${values[index]} }`);
    const [asItIs = null, ...outputs] = shapesFor(place, context, [`{ ${inside(place)} }`, ...texts]);
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
    const values = valuesOf(place, option);
    const outputs = shapesFor(
      place,
      context,
      values.map((value) => `{ ${place.name}: ${value} }`),
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

/** What the object has besides what is being typed, to be followed by one more option. */
function inside({ arguments: written, index }: OptionPlace): string {
  const text = /^\{([\s\S]*)\}$/.exec(written[index] ?? "")?.[1] ?? "";
  const parts = text.split(/,(?![^[{(]*[\]})])/).filter((part) => part.trim() !== "");
  return parts.map((part) => `${part.trim()}, `).join("");
}

function nameEntry(option: Option, value: string, output: Shape | null): Completion {
  const { name, default: own, doc } = option;
  const standard = own === null ? "has to be given" : `default ${own}`;
  const detail = output === null ? standard : `${standard} · ${value} gives ${printShapeShort(output)}`;
  const isChoice = value === "" || /[^\w.-]/.test(value);
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
function usualValue(place: OptionPlace, option: Option): string {
  return valuesOf(place, option).find((value) => value !== option.default) ?? option.default ?? "";
}

function valuesOf({ arguments: args }: OptionPlace, { name, type, default: own }: Option): readonly string[] {
  const choices = type.match(/"[^"]*"/g) ?? [];
  const kernel = args
    .map((text) => /^\d+$/.exec(text)?.[0])
    .filter((text) => text !== undefined)
    .at(-1);
  const half = kernel === undefined ? 1 : Math.floor((Number(kernel) - 1) / 2);
  if (type === "boolean") return own === "true" ? ["false", "true"] : ["true", "false"];
  if (name === "padding") return [...new Set([String(half), "0", ...choices])];
  if (name === "stride" || name === "dilation" || name === "scaleFactor") return ["2", "1"];
  return choices.length > 0 ? choices : own === null ? [] : [own];
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
