import type { InputSlot } from "../analysis.ts";
import {
  type FunctionLikeDeclaration,
  type Identifier,
  isArrowFunction,
  isFunctionDeclaration,
  isFunctionExpression,
  isIdentifier,
  isVariableStatement,
  type ParsedFile,
  type Statement,
  textOf,
} from "../syntax/index.ts";
import type { Signature } from "./example-inputs.ts";
import { inputSlots } from "./input-slots.ts";

/** A function over tensors that a file declares: `function f(x: Tensor) {}` or `const f = (x: Tensor) => …`. */
export type TensorFunction = DeclaredFunction;

export interface DeclaredFunction {
  readonly name: Identifier;
  readonly fn: FunctionLikeDeclaration;
  /** The whole declaration, with its comments before it. */
  readonly statement: Statement;
}

/** What its parameters take for inputs. */
export function slotsOfFunction(file: ParsedFile, declared: TensorFunction): readonly InputSlot[] {
  return inputSlots(signatureOfFunction(file, declared));
}

export function signatureOfFunction(file: ParsedFile, { fn }: TensorFunction): Signature {
  return { file, parameters: fn.parameters, around: [fn] };
}

/** In source order. */
export function tensorFunctions(file: ParsedFile): readonly TensorFunction[] {
  return declaredFunctions(file).filter(({ fn }) => takesTensors(file, fn));
}

/** All of the file's own functions that have a name, in source order. */
export function declaredFunctions(file: ParsedFile): readonly DeclaredFunction[] {
  return file.source.statements.flatMap(functionsIn);
}

function functionsIn(statement: Statement): readonly DeclaredFunction[] {
  if (isFunctionDeclaration(statement)) {
    const { name, body } = statement;
    return name === undefined || body === undefined ? [] : [{ name, fn: statement, statement }];
  }
  if (!isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name, initializer: fn }) => {
    const isFunction = fn !== undefined && (isArrowFunction(fn) || isFunctionExpression(fn));
    return isFunction && isIdentifier(name) ? [{ name, fn, statement }] : [];
  });
}

function takesTensors(file: ParsedFile, { parameters }: FunctionLikeDeclaration): boolean {
  return parameters.some(({ type }) => type !== undefined && /^Tensor\b/.test(textOf(file, type)));
}
