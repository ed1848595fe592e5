import type {
  CalledThing,
  OptionSignature,
  OptionsSignature,
  SignatureParameter,
  TypeSyntax,
} from "../../analyzer/index.ts";
import { meaningOf } from "./argument-meanings.ts";
import { type ArgumentRole, roleOf } from "./argument-roles.ts";
import { classNamed, constructorOf, type Declarations } from "./declarations.ts";

/** A class's constructor, inherited or its own, with the options of its parameters. */
export interface Signature {
  readonly name: string;
  readonly isOfLibrary: boolean;
  /** What the class is, as flowing text. */
  readonly doc: string;
  readonly parameters: readonly Parameter[];
  /** The options of a parameter; none where it takes no object of options. */
  options(parameter: SignatureParameter): readonly Option[];
}

export interface Parameter extends SignatureParameter {
  /** What its argument decides; null where that is not known, as in every constructor of an author's. */
  readonly role: ArgumentRole | null;
  /** What its argument means; "" where its name has to say it. */
  readonly meaning: string;
}

export interface Option extends OptionSignature {
  /** As written; null where it has to be given. */
  readonly default: string | null;
}

/** The signature of a class as it is called: `nn.Conv2d`, `Stem`. */
export function signatureOf(declarations: Declarations, callee: string): Signature | null {
  const found = classNamed(declarations, callee);
  if (found === null) return null;
  const made = constructorOf(declarations, callee);
  // In an author's constructor the same names may mean anything.
  const isKnown = made?.writtenIn.isOfLibrary === true;
  return {
    name: found.signature.name,
    isOfLibrary: found.isOfLibrary,
    doc: found.signature.doc,
    parameters: (made?.parameters ?? []).map((parameter) => ({
      ...parameter,
      role: isKnown ? roleOf(parameter.name) : null,
      meaning: isKnown ? meaningOf(parameter.name, found.signature.name) : "",
    })),
    options: ({ declared, options }) =>
      optionsOf((made?.writtenIn ?? found).declarations, declared, []).map((option) => {
        const own = options.find(({ name }) => name === option.name)?.default.text ?? null;
        return { ...option, doc: withoutDefault(option.doc, own), default: own };
      }),
  };
}

/** What may be given in a call, and how. */
export interface Givable {
  readonly parameters: readonly SignatureParameter[];
  options(parameter: SignatureParameter): readonly Option[];
}

/**
 * What the constructor, function or method takes that a call names: of functions the library's, of methods those of tensors. Which
 * of an author's own is called does not follow from its name.
 */
export function givableIn(declarations: Declarations, { kind, name }: CalledThing): Givable | null {
  if (kind === "class") return signatureOf(declarations, name);
  if (kind === "function" && declarations.own.function(name) !== null) return null;
  const { library } = declarations;
  const found = kind === "method" ? library.tensorMethod(name) : library.function(name);
  return (
    found && {
      parameters: found.parameters,
      options: ({ declared }) =>
        optionsOf(declarations, declared, []).map((option) => ({ ...option, default: null })),
    }
  );
}

/** The library's comments end in the default, which is shown apart: `How far the kernel moves; 1.` */
function withoutDefault(doc: string, own: string | null): string {
  if (own === null) return doc;
  for (const last of [`; ${own}.`, `. ${own}.`, `; \`${own}\`.`, `. \`${own}\`.`])
    if (doc.endsWith(last)) return `${doc.slice(0, -last.length)}.`;
  return doc;
}

function optionsOf(
  declarations: Declarations,
  declared: OptionsSignature,
  seen: readonly string[],
): readonly OptionSignature[] {
  const inherited = declared.extends.flatMap((name) => {
    const found = seen.includes(name)
      ? null
      : (declarations.own.options(name) ?? declarations.library.options(name));
    return found === null ? [] : optionsOf(declarations, found, [...seen, name]);
  });
  const own = declared.options.map((option) => ({
    ...option,
    alternatives: option.alternatives.flatMap((one) => behindNames(declarations, one, [])),
  }));
  // Those that kinds of a layer share come first, as in PyTorch's signatures.
  return [...inherited, ...own];
}

/** The members of the union that a type's name stands for; the type itself where there is no such name. */
function behindNames(
  declarations: Declarations,
  type: TypeSyntax,
  seen: readonly string[],
): readonly TypeSyntax[] {
  const { typeName: name } = type;
  if (name === null || seen.includes(name)) return [type];
  const found = declarations.own.alternatives(name) ?? declarations.library.alternatives(name);
  return found?.flatMap((one) => behindNames(declarations, one, [...seen, name])) ?? [type];
}
