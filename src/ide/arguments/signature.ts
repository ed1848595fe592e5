import type { OptionSignature, SignatureParameter } from "../../analyzer/index.ts";
import { type DeclarationSources, type Declarations, declarationsOf, parametersOf } from "./declarations.ts";

/** A class's constructor, inherited or its own, with the options of its parameters. */
export interface Signature {
  readonly name: string;
  /** What the class is, as flowing text. */
  readonly doc: string;
  readonly parameters: readonly SignatureParameter[];
  /** The options of a parameter; none where it takes no object of options. */
  options(parameter: SignatureParameter): readonly Option[];
}

export interface Option extends OptionSignature {
  /** As written; null where it has to be given. */
  readonly default: string | null;
}

export function signatureOf(sources: DeclarationSources, className: string): Signature | null {
  const declarations = declarationsOf(sources);
  const own = declarations.class(className);
  if (own === null) return null;
  return {
    name: className,
    doc: own.doc,
    parameters: parametersOf(declarations, className),
    options: ({ type, options }) =>
      optionsOf(declarations, type, []).map((option) => ({
        ...option,
        default: options.find(({ name }) => name === option.name)?.default.text ?? null,
      })),
  };
}

function optionsOf(
  declarations: Declarations,
  type: string,
  seen: readonly string[],
): readonly OptionSignature[] {
  const name = /^\w+$/.exec(type)?.[0];
  if (name === undefined || seen.includes(name)) return [];
  const found = declarations.options(name);
  if (found === null) return [];
  const inherited = found.extends.flatMap((base) => optionsOf(declarations, base, [...seen, name]));
  return [...found.options, ...inherited];
}
