export * from "./acts.ts";
export * from "./all-comments.ts";
export * from "./argument-at.ts";
export * from "./choices.ts";
export * from "./comments.ts";
export * from "./construction-parts.ts";
export * from "./construction-place.ts";
export * from "./declared-types.ts";
export * from "./expression-text.ts";
export * from "./field-made.ts";
export * from "./hoisting-place.ts";
export * from "./imports.ts";
export * from "./inlinable-block.ts";
export * from "./kept-call.ts";
export {
  type CalledThing,
  type KeywordArguments,
  keywordArgumentsAt,
  keywordCallAt,
  namedArgumentsAt,
} from "./keyword-arguments.ts";
export * from "./last-result.ts";
export * from "./left-comments.ts";
export * from "./literal-kind.ts";
export * from "./method-places.ts";
export * from "./method-so-far.ts";
export * from "./modules-of-file.ts";
export * from "./movable-field.ts";
export * from "./named-calls.ts";
export * from "./names-in-scope.ts";
export * from "./nodes.ts";
export * from "./number-parameters.ts";
export * from "./numbers-within.ts";
export * from "./operations.ts";
export * from "./option-place.ts";
export * from "./outer-changes.ts";
export * from "./parse.ts";
export { type PreparedSyntax, preparedFile } from "./prepared-syntax.ts";
export * from "./presence-tests.ts";
export * from "./promised-members.ts";
export * from "./queries.ts";
export * from "./references.ts";
export * from "./selected-statements.ts";
export * from "./sequential-parts.ts";
export * from "./signatures.ts";
export * from "./snippet-places.ts";
export * from "./super-first.ts";
export { surveyOf } from "./survey.ts";
export * from "./syntax-index.ts";
export * from "./typing-place.ts";
export * from "./value-names.ts";
export * from "./without-types.ts";
export * from "./written-before.ts";
export * from "./written-numbers.ts";
