import { symbol } from "../../ir/index.ts";
import type { Machine } from "../run/machine.ts";
import { nativeValue } from "../run/native-value.ts";
import type { DeclaredType, TuplePart } from "../syntax/index.ts";
import { newArray, newObject } from "../values/containers.ts";
import {
  booleanValue,
  nothingGiven,
  nullValue,
  numberValue,
  stringValue,
  undecided,
  undefinedValue,
  unknownValue,
} from "../values/make.ts";
import type { OpenValue, UnknownValue, Value } from "../values/value.ts";

/** What is known of a value that is only declared. */
export interface Declared {
  readonly type: DeclaredType;
  readonly name: string;
  /** What stands for each tensor in it, in order. */
  readonly tensor: () => Value;
}

/**
 * Any value that a declared type allows: a symbol for a number, an undecided boolean, a record with its members. What the
 * type does not say is unknown, and so is what a list, a map, a module or a function of the caller's would hold or give.
 */
export function declaredValue(m: Machine, { type, name, tensor }: Declared): Value {
  const ofPart = (part: DeclaredType, partName: string): Value =>
    declaredValue(m, { type: part, name: partName, tensor });
  switch (type.kind) {
    case "tensor":
      return tensor();
    case "number":
      return symbolNumber(name);
    case "boolean":
      return undecided(`${name} is only declared`);
    case "string":
      return { ...onlyDeclared(name), type: "string" };
    case "literal":
      return literalValue(type.value);
    case "union":
      return unionValue(type.options, name, ofPart);
    case "tuple":
      return tupleValue(m, type.parts, name, ofPart);
    case "list":
      return newArray(m, [onlyDeclared(name)], { why: onlyDeclared(name), sure: 0 });
    case "record":
      return newObject(
        m,
        new Map(
          [...type.members].map(([key, { type: part, isOptional }]) => [
            key,
            isOptional ? orUndefined(ofPart(part, key)) : ofPart(part, key),
          ]),
        ),
      );
    case "function":
      return nativeValue(name, () => ofUnknownTensors(m, type.result, `the result of ${name}`));
    default:
      return onlyDeclared(name);
  }
}

/** The same where nothing of its tensors is known, not even how many axes they have. */
export function ofUnknownTensors(m: Machine, type: DeclaredType, name: string): Value {
  return declaredValue(m, { type, name, tensor: () => onlyDeclared(name) });
}

/** A value that may be left out. */
export function orUndefined(value: Value): Value {
  if (value.kind === "unknown") return unknownValue(value.reason, value.because);
  return eitherOf([undefinedValue, value]);
}

/** A parameter, a member, or what a function of the caller's gives. */
export function onlyDeclared(name: string): OpenValue {
  return unknownValue(`${name} is only declared`);
}

export function symbolNumber(name: string): Value {
  const dim = symbol(name);
  return typeof dim === "number" || dim.kind === "unknown"
    ? { ...onlyDeclared(name), type: "number" }
    : numberValue(dim);
}

function literalValue(value: string | number | boolean | null | undefined): Value {
  if (value === undefined) return undefinedValue;
  if (value === null) return nullValue;
  if (typeof value === "string") return stringValue(value);
  return typeof value === "number" ? numberValue(value) : booleanValue(value);
}

const mostOptions = 4;

type OfPart = (part: DeclaredType, name: string) => Value;

/** A few literals, or one type that may be null, are kept apart; any other union is unknown. */
function unionValue(options: readonly DeclaredType[], name: string, ofPart: OfPart): Value {
  const literals = options.filter((option) => option.kind === "literal");
  const others = options.filter((option) => option.kind !== "literal");
  const [other] = others;
  const areNullish = literals.every(({ value }) => value === null || value === undefined);
  if (others.length > 1 || (other !== undefined && !areNullish)) return onlyDeclared(name);
  if (options.length > mostOptions) return { ...onlyDeclared(name), ...commonType(options) };
  return eitherOf([
    ...literals.map(({ value }) => literalValue(value)),
    ...(other === undefined ? [] : [ofPart(other, name)]),
  ]);
}

function commonType(options: readonly DeclaredType[]): Pick<UnknownValue, "type"> {
  const types = new Set(
    options.map((option) => (option.kind === "literal" ? typeof option.value : option.kind)),
  );
  const [only] = types;
  return types.size === 1 && (only === "string" || only === "number") ? { type: only } : {};
}

function eitherOf(values: readonly Value[]): Value {
  const options = values.flatMap((value) =>
    value.kind === "either" ? value.options : [{ value, given: nothingGiven }],
  );
  const [only] = options;
  return options.length === 1 && only !== undefined ? only.value : { kind: "either", options };
}

function tupleValue(m: Machine, parts: readonly TuplePart[], name: string, ofPart: OfPart): Value {
  const sure = parts.findIndex(({ mayBeMissing }) => mayBeMissing);
  const elements = parts.map((part, index) =>
    ofPart(part.type, part.name ?? (part.type.kind === "number" ? `${name}${index}` : name)),
  );
  return newArray(m, elements, sure < 0 ? null : { why: onlyDeclared(name), sure });
}
