import type { SignatureParameter } from "../../analyzer/index.ts";
import type { Range } from "../../base/index.ts";
import type { Option } from "../arguments/signature.ts";

/** The signature of a constructor or function while its arguments are typed. */
export interface SignatureHelp {
  /** `Conv2d(inChannels: number, outChannels: number, …)` */
  readonly label: string;
  /** Markdown: what the arguments as they are typed make of what arrives, or what the function does. */
  readonly documentation: string;
  readonly parameters: readonly { readonly range: Range; readonly documentation: string }[];
  /** The parameter whose argument is being typed. */
  readonly active: number;
}

/** The label with the place of each parameter in it; `index` is that of the argument which is being typed. */
export function labelled(
  name: string,
  given: readonly SignatureParameter[],
  index: number,
  typedWords: (index: number) => string,
): Omit<SignatureHelp, "documentation"> {
  const words = given.map(parameterWords);
  const begin = `${name}(`;
  let at = begin.length;
  const parameters = words.map((word, own) => {
    const start = at;
    const end = start + word.length;
    at = end + ", ".length;
    return { range: { start, end }, documentation: own === index ? typedWords(own) : "" };
  });
  return {
    label: `${begin}${words.join(", ")})`,
    parameters,
    active: Math.min(index, parameters.length - 1),
  };
}

function parameterWords({ name, type, default: own, isOptional, isRest }: SignatureParameter): string {
  const mark = isRest ? "..." : "";
  const value = own === null || own.text === "{}" ? "" : ` = ${own.text}`;
  return `${mark}${name}${isOptional && value === "" && !isRest ? "?" : ""}: ${type}${value}`;
}

/** The option that is being typed, or all with their defaults. */
export function optionWords(options: readonly Option[], typed: string | null): string {
  const option = options.find(({ name }) => name === typed);
  if (option !== undefined) return `\`${option.name}\`: ${option.doc}`;
  const names = options.map(({ name, default: own }) => `\`${name}\`${own === null ? "" : ` ${own}`}`);
  return names.length === 0 ? "" : `Options and their defaults: ${names.join(", ")}.`;
}
