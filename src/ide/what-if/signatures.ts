import { constructorOf, type ParameterSyntax, parseFile } from "../../analyzer/index.ts";

/** Texts in which classes are looked up, by file, in this order. */
export type Texts = readonly (readonly [file: string, text: string])[];

/** The parameters of a class's constructor, or of the one that it inherits; none where it is not found. */
export function parametersOf(
  texts: Texts,
  className: string,
  seen: readonly string[] = [],
): readonly ParameterSyntax[] {
  const found = declarationOf(texts, className);
  if (found === null || seen.includes(className)) return [];
  const { parameters, inheritsFrom } = found;
  return inheritsFrom === null ? parameters : parametersOf(texts, inheritsFrom, [...seen, className]);
}

function declarationOf(texts: Texts, className: string) {
  if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(className)) return null;
  for (const [file, text] of texts) {
    // A search is much cheaper than a parse.
    if (!text.includes(`class ${className}`)) continue;
    const found = constructorOf(parseFile(file, text), className);
    if (found !== null) return found;
  }
  return null;
}
