import {
  aliasAlternatives,
  type ClassSignature,
  classSignature,
  type FunctionSignature,
  functionSignature,
  type Making,
  type OptionsSignature,
  optionsSignature,
  type ParsedFile,
  parseAnyway,
  type SignatureParameter,
  type TypeSyntax,
} from "../../analyzer/index.ts";
import { type FileRange, remember } from "../../base/index.ts";
import { rememberPerLibrary } from "./per-library.ts";
import type { AnalysisSources } from "./sources.ts";

/** Where declarations are looked up. */
export type DeclarationSources = Omit<AnalysisSources, "patience">;

/** What some files declare, by name. */
interface FileDeclarations {
  class(name: string): ClassSignature | null;
  options(name: string): OptionsSignature | null;
  function(name: string): FunctionSignature | null;
  /** The function of that name around the place: others may have the same name. */
  functionAround(name: string, place: FileRange): FunctionSignature | null;
  /** The members of the union that a type's name stands for. */
  alternatives(name: string): readonly TypeSyntax[] | null;
}

interface LibraryDeclarations extends FileDeclarations {
  tensorMethod(name: string): FunctionSignature | null;
}

/** What an author's file may name: what it and the files that it imports declare, and the library. */
export interface Declarations {
  readonly own: FileDeclarations;
  readonly library: LibraryDeclarations;
}

/** Each text is read and parsed on first use. */
export function declarationsOf({ view, workspace, library }: DeclarationSources): Declarations {
  const { file, dependencies } = view.analysis;
  const texts = remember((path: string) => (path === file ? view.text : (workspace.read(path) ?? "")));
  return { own: declaredIn([file, ...dependencies], searchIn(texts)), library: declaredByLibrary(library) };
}

/** The comment above a class of the library; "" where there is none. */
export function libraryDoc(library: DeclarationSources["library"], name: string): string {
  return declaredByLibrary(library).class(name)?.doc ?? "";
}

/** Where the library's tensors have their methods. */
const tensorFiles = "nn/tensor";

const declaredByLibrary = rememberPerLibrary((library): LibraryDeclarations => {
  const [paths, find] = [Object.keys(library), searchIn((path) => library[path] ?? "")];
  const ofTensors = paths.filter((path) => path.startsWith(tensorFiles));
  return {
    ...declaredIn(paths, find),
    tensorMethod: remember((name) =>
      find(ofTensors, `  ${name}(`, (file) => functionSignature(file, name, "method")),
    ),
  };
});

/** Gives what is read of the first file that has the words and something to read. */
type Search = <T>(paths: readonly string[], words: string, read: (file: ParsedFile) => T | null) => T | null;

/** A search of a text is much cheaper than a parse. */
function searchIn(textOf: (path: string) => string): Search {
  const parsed = remember((path: string) => parseAnyway(path, textOf(path)));
  return (paths, words, read) => {
    for (const path of paths) {
      const found = textOf(path).includes(words) ? read(parsed(path)) : null;
      if (found !== null) return found;
    }
    return null;
  };
}

function declaredIn(paths: readonly string[], find: Search): FileDeclarations {
  return {
    class: remember((name) => find(paths, `class ${name}`, (file) => classSignature(file, name))),
    function: remember(
      (name) =>
        find(paths, `function ${name}`, (file) => functionSignature(file, name, "function")) ??
        find(paths, `const ${name}`, (file) => functionSignature(file, name, "function")),
    ),
    functionAround: (name, place) =>
      find([place.file], name, (file) => functionSignature(file, name, "function", place)),
    alternatives: remember((name) => find(paths, `type ${name}`, (file) => aliasAlternatives(file, name))),
    options: remember(
      (name) =>
        find(paths, `interface ${name}`, (file) => optionsSignature(file, name)) ??
        find(paths, `type ${name}`, (file) => optionsSignature(file, name)),
    ),
  };
}

/** A class, with what it may name itself: the library's classes know nothing of the author's. */
export interface FoundClass {
  readonly signature: ClassSignature;
  readonly isOfLibrary: boolean;
  readonly declarations: Declarations;
}

/** The class that a callee names: behind `nn.` or `models.` the library's, otherwise the author's before the library's. */
export function classNamed(declarations: Declarations, callee: string): FoundClass | null {
  const name = callee.slice(callee.lastIndexOf(".") + 1);
  const { own, library } = declarations;
  const mayBeOwn = own !== library && !namesOfLibrary.test(callee);
  const found = mayBeOwn ? own.class(name) : null;
  if (found !== null) return { signature: found, isOfLibrary: false, declarations };
  const signature = library.class(name);
  return signature && { signature, isOfLibrary: true, declarations: { own: library, library } };
}

const namesOfLibrary = /(?:^|\.)(?:nn|models)\.\w+$/;

/** What the constructor, or the function of the library, takes that makes a module; null where it is not found, as behind `this.`. */
export function parametersOf(
  declarations: Declarations,
  { kind, callee }: Making,
): readonly SignatureParameter[] | null {
  if (kind === "class") return constructorOf(declarations, callee)?.parameters ?? null;
  if (callee.includes(".") && !namesOfLibrary.test(callee)) return null;
  return declarations.library.function(callee.slice(callee.lastIndexOf(".") + 1))?.parameters ?? null;
}

/** What a class's constructor takes, and which class it is written in. */
export interface Constructor {
  readonly parameters: readonly SignatureParameter[];
  readonly writtenIn: FoundClass;
}

/** A class's constructor, or the one that it inherits; null where there is none, or the class is not found. */
export function constructorOf(
  declarations: Declarations,
  callee: string,
  seen: readonly ClassSignature[] = [],
): Constructor | null {
  const found = classNamed(declarations, callee);
  if (found === null || seen.includes(found.signature)) return null;
  const { signature } = found;
  const inherited =
    signature.extends === null
      ? null
      : constructorOf(found.declarations, signature.extends, [...seen, signature]);
  if (signature.parameters === null) return inherited;
  const above = inherited?.parameters ?? [];
  return {
    parameters: signature.parameters.map((parameter) => withPassedOn(parameter, above)),
    writtenIn: found,
  };
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
