import ts from "typescript";
import type { Range } from "../../base/index.ts";
import type { ParsedFile } from "./parse.ts";
import { rangeOf } from "./queries.ts";

/** What an author may want to change in code that is written for them. */
export interface SnippetPlaces {
  /** What the code declares on its own, in its order. */
  readonly declared: readonly string[];
  /** The default values of the constructor of a class: the 1000 of `numClasses = 1000`. */
  readonly defaults: readonly Range[];
}

/** The places of a file whose class of that name is what it is about. */
export function snippetPlaces(file: ParsedFile, className: string): SnippetPlaces {
  const named = file.source.statements.flatMap((statement) =>
    (ts.isClassDeclaration(statement) || ts.isFunctionDeclaration(statement)) && statement.name
      ? [{ name: statement.name.text, statement }]
      : [],
  );
  const found = named.find(({ name }) => name === className)?.statement;
  const made =
    found && ts.isClassDeclaration(found) ? found.members.find(ts.isConstructorDeclaration) : undefined;
  const defaults = made?.parameters.flatMap(({ initializer }) => initializer ?? []) ?? [];
  return {
    declared: named.map(({ name }) => name),
    defaults: defaults.map((value) => rangeOf(file, value)),
  };
}
