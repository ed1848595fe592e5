import {
  type ClassSignature,
  classSignature,
  type OptionsSignature,
  optionsSignature,
  type ParsedFile,
  parseAnyway,
  type SignatureParameter,
} from "../../analyzer/index.ts";
import { remember } from "../../base/index.ts";
import type { CompletionSources } from "./sources.ts";

/** Where declarations are looked up. */
export type DeclarationSources = Omit<CompletionSources, "patience">;

/** Looks a declaration up by its name: in the file, in those that it imports, and in the library, in this order. */
export interface Declarations {
  class(name: string): ClassSignature | null;
  options(name: string): OptionsSignature | null;
}

export function declarationsOf({ view, workspace, library }: DeclarationSources): Declarations {
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
  const parsed = remember((path: string) =>
    parseAnyway(path, texts.find(([one]) => one === path)?.[1] ?? ""),
  );
  /** A search is much cheaper than a parse. */
  const find = <T>(words: string, read: (file: ParsedFile) => T | null): T | null => {
    for (const [path, text] of texts) {
      const found = text.includes(words) ? read(parsed(path)) : null;
      if (found !== null) return found;
    }
    return null;
  };
  return {
    class: remember((name) => find(`class ${name}`, (file) => classSignature(file, name))),
    options: remember((name) => find(`interface ${name}`, (file) => optionsSignature(file, name))),
  };
}

type Texts = readonly (readonly [file: string, text: string])[];

/** The parameters of a class's constructor, or of the one that it inherits; none where the class is not found. */
export function parametersOf(
  declarations: Declarations,
  className: string,
  seen: readonly string[] = [],
): readonly SignatureParameter[] {
  const own = seen.includes(className) ? null : declarations.class(className);
  if (own === null) return [];
  const inherited = own.extends === null ? [] : parametersOf(declarations, own.extends, [...seen, className]);
  return own.parameters?.map((parameter) => withPassedOn(parameter, inherited)) ?? inherited;
}

/** A constructor may leave it to the one above to take its options apart: their defaults are written there. */
function withPassedOn(
  parameter: SignatureParameter,
  inherited: readonly SignatureParameter[],
): SignatureParameter {
  const own = new Set(parameter.options.map(({ name }) => name));
  const above = inherited.find(({ name }) => name === parameter.name)?.options ?? [];
  return { ...parameter, options: [...parameter.options, ...above.filter(({ name }) => !own.has(name))] };
}
