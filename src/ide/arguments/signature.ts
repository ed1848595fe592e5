import {
  type ClassSignature,
  classSignature,
  type OptionSignature,
  type OptionsSignature,
  optionsSignature,
  type ParsedFile,
  parseAnyway,
  type SignatureParameter,
} from "../../analyzer/index.ts";
import type { CompletionSources } from "./sources.ts";

/** Where declarations are looked up. */
export type DeclarationSources = Omit<CompletionSources, "patience">;

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

/** Looks a declaration up by its name: in the file, in those that it imports, and in the library, in this order. */
interface Declarations {
  class(name: string): ClassSignature | null;
  options(name: string): OptionsSignature | null;
}

export function signatureOf(sources: DeclarationSources, className: string): Signature | null {
  const declarations = declarationsOf(sources);
  const own = declarations.class(className);
  if (own === null) return null;
  return {
    name: className,
    doc: own.doc,
    parameters: parametersOf(declarations, own, [className]),
    options: ({ type, optionDefaults }) =>
      optionsOf(declarations, type, []).map((option) => ({
        ...option,
        default: optionDefaults[option.name] ?? null,
      })),
  };
}

function declarationsOf({ view, workspace, library }: DeclarationSources): Declarations {
  const { file, dependencies } = view.analysis;
  const others = dependencies.flatMap((path) => {
    const text = workspace.read(path);
    return text === undefined ? [] : [[path, text] as const];
  });
  const own = declarationsIn([[file, view.text], ...others]);
  const known = ofLibrary.get(library) ?? declarationsIn(Object.entries(library));
  ofLibrary.set(library, known);
  return {
    class: (name) => own.class(name) ?? known.class(name),
    options: (name) => own.options(name) ?? known.options(name),
  };
}

/** The library's texts stay, so each is read once. */
const ofLibrary = new WeakMap<CompletionSources["library"], Declarations>();

function declarationsIn(texts: Texts): Declarations {
  const parsed = once((path: string) => parseAnyway(path, texts.find(([one]) => one === path)?.[1] ?? ""));
  /** A search is much cheaper than a parse. */
  const find = <T>(words: string, read: (file: ParsedFile) => T | null): T | null => {
    for (const [path, text] of texts) {
      const found = text.includes(words) ? read(parsed(path)) : null;
      if (found !== null) return found;
    }
    return null;
  };
  return {
    class: once((name) => find(`class ${name}`, (file) => classSignature(file, name))),
    options: once((name) => find(`interface ${name}`, (file) => optionsSignature(file, name))),
  };
}

type Texts = readonly (readonly [file: string, text: string])[];

function once<V>(make: (key: string) => V): (key: string) => V {
  const made = new Map<string, { readonly value: V }>();
  return (key) => {
    const known = made.get(key) ?? { value: make(key) };
    made.set(key, known);
    return known.value;
  };
}

function parametersOf(
  declarations: Declarations,
  { parameters, extends: base }: ClassSignature,
  seen: readonly string[],
): readonly SignatureParameter[] {
  const above = base === null || seen.includes(base) ? null : declarations.class(base);
  const inherited = above === null ? [] : parametersOf(declarations, above, [...seen, above.name]);
  return parameters?.map((parameter) => withPassedOn(parameter, inherited)) ?? inherited;
}

/** A constructor may leave it to the one above to take its options apart: their defaults are written there. */
function withPassedOn(
  parameter: SignatureParameter,
  inherited: readonly SignatureParameter[],
): SignatureParameter {
  const above = inherited.find(({ name }) => name === parameter.name);
  const optionDefaults = { ...above?.optionDefaults, ...parameter.optionDefaults };
  return { ...parameter, optionDefaults };
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
