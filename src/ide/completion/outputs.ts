import { namesInText } from "../../analyzer/index.ts";
import { known, type Shape } from "../../ir/index.ts";
import { inputOf, sizeFor } from "../arguments/argument-roles.ts";
import type { Parameter, Signature } from "../arguments/signature.ts";
import { edited, type Replacement } from "../view/text-edits.ts";
import type { ArgumentPlace, CompletionContext } from "./completion.ts";
import { type Measured, measure } from "./measure.ts";

/**
 * What the construction gives for each text in place of what is being typed: `3` as the kernel, or a whole list of options.
 * Names of the author's stand for the numbers that they have; null where something else is written.
 */
export function outputsOf(
  context: CompletionContext,
  place: ArgumentPlace,
  input: Shape,
  texts: readonly string[],
): readonly (Measured | null)[] {
  const { className, namespace, arguments: written, index } = place;
  const signature = context.signature(place);
  if (signature?.isOfLibrary !== true || namespace === "") return texts.map(() => null);
  const made = texts.map((text) => {
    const args = argumentsWith(context, signature, written, index, text, input);
    return args === null ? null : `new nn.${className}(${args.join(", ")})`;
  });
  const whole = made.filter((one) => one !== null);
  const measured = new Map((measure(context, whole, input) ?? []).map((one, at) => [whole[at], one]));
  return made.map((one) => (one === null ? null : (measured.get(one) ?? null)));
}

/** Arguments that are not written yet get what arrives, or are left out where they may be. */
function argumentsWith(
  context: CompletionContext,
  { parameters }: Signature,
  written: readonly string[],
  index: number,
  text: string,
  input: Shape,
): readonly string[] | null {
  const args: string[] = [];
  for (const [at, parameter] of parameters.entries()) {
    const given = numbersFor(context, at === index ? text : (written[at] ?? ""));
    if (given === null) return null;
    if (given !== "") args.push(given);
    else if (parameter.isOptional) break;
    else args.push(guess(parameter, input));
  }
  return args;
}

function guess({ role, name }: Parameter, input: Shape): string {
  const size = sizeFor(inputOf(name), input);
  if ((role === "input" || role === "output") && size !== undefined) return String(known(size) ?? 1);
  return role === "kernel" ? "3" : "1";
}

/** The text with the author's names replaced by their numbers; null where one has no single number. */
function numbersFor(context: CompletionContext, text: string): string | null {
  if (text === "") return text;
  const values = new Map((context.arrival()?.names ?? []).map(({ text: name, values: all }) => [name, all]));
  const replacements = namesInText(text)?.map(({ start, end, name, isShorthand }): Replacement | null => {
    const [only, ...others] = values.get(name) ?? [];
    const number = only === undefined || others.length > 0 ? undefined : known(only);
    if (number === undefined) return null;
    return { start, end, text: isShorthand ? `${name}: ${number}` : String(number) };
  });
  if (replacements === undefined || replacements.includes(null)) return null;
  return edited(
    text,
    replacements.filter((one) => one !== null),
  );
}
