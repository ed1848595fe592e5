import { printShape } from "../../ir/index.ts";
import { plainNumber } from "../values/arithmetic.ts";
import { isNullish } from "../values/equality.ts";
import { hostClassOf } from "../values/host-class.ts";
import { wellKnownKey } from "../values/keys.ts";
import { numberValue, stringValue, unknownValue, untyped } from "../values/make.ts";
import { printText } from "../values/print.ts";
import { describe } from "../values/prototype.ts";
import type {
  BigIntValue,
  NumberValue,
  ObjectValue,
  StringValue,
  TensorValue,
  UnknownValue,
  Value,
} from "../values/value.ts";
import { overEach } from "./arms/fork.ts";
import { tick } from "./budget.ts";
import { callValue } from "./call.ts";
import type { Machine } from "./machine.ts";
import { isRedefined } from "./members/extras.ts";
import { getMember } from "./members/members.ts";
import { raiseCertain } from "./refuse.ts";
import { throwError } from "./throw-error.ts";

/** What an operator converts an object to: a string for `${x}`, a number for `-x`, either for `x + y` and `x == y`. */
export type Hint = "string" | "number" | "default";

/** A value as operators see it: never an object. */
export function toPrimitive(m: Machine, value: Value, hint: Hint): Value {
  switch (value.kind) {
    case "object":
      return primitiveOf(m, value, hint);
    case "array":
      if (isConverted(m, value)) return primitiveOf(m, value, hint);
      return value.doubt === null ? rowText(m, value.elements) : { ...value.doubt.why, type: "string" };
    case "either":
      return overEach(m, value, mayConvert, (option) => toPrimitive(m, option, hint));
    case "undecided":
      return unknownValue(value.reason, value.because);
    case "tensor":
      return textOfTensor(m, value, hint);
    case "map":
    case "set":
      if (isConverted(m, value)) return primitiveOf(m, value, hint);
      return stringValue(`[object ${hostClassOf(value)}]`);
    case "function":
    case "class":
    case "native":
      return textOfCode(m, value);
    case "namespace":
      // What a file exports inherits nothing, so `nn` has no conversion.
      if (value.isLibrary) refuseConversion(m);
      return unknownValue(`The text of ${describe(value)} is not followed`);
    default:
      return value;
  }
}

/** Whether an object's author may have it converted by code. */
function mayConvert(value: Value): boolean {
  return value.kind === "object" && value.module === null;
}

/** The text of a function or class, which is never followed. */
function textOfCode(m: Machine, value: Value): UnknownValue {
  const text = unknownValue(`The text of ${describe(value)} is not followed`);
  return isPrintedAsSource(m, value) ? { ...text, type: "string", isSource: true } : text;
}

/** Whether a value's text is source code: that of a function or class to which its author gave no conversion of its own. */
export function isPrintedAsSource(m: Machine, value: Value): boolean {
  if (value.kind === "native") return true;
  if (value.kind !== "function" && value.kind !== "class") return false;
  const isOwn = (name: string): boolean => !["native", "undefined"].includes(getMember(m, value, name).kind);
  return !["toString", "valueOf", wellKnownKey("toPrimitive")].some(isOwn);
}

/** Only templates and `String` accept a tensor: any arithmetic with one throws. */
function textOfTensor(m: Machine, { shape, made }: TensorValue, hint: Hint): StringValue | UnknownValue {
  const at = m.frame?.place;
  if (hint !== "string" && at !== undefined)
    raiseCertain(m, { code: "tensor-operator", at, data: { operator: null, isUnary: false } });
  // Sizes that are named or not known may be others where the file runs.
  if (hint === "string" && !made.isGuess && shape.every((size) => typeof size === "number"))
    return stringValue(`Tensor ${printShape(shape)}`);
  return { ...unknownValue("The text of a tensor is not followed"), type: "string" };
}

/** Whether a file says itself what an array, a map or a set is converted to. */
function isConverted(m: Machine, value: Value): boolean {
  return conversions.some((name) => isRedefined(m, value, name));
}

const conversions = ["toString", "valueOf", "join", wellKnownKey("toPrimitive"), wellKnownKey("toStringTag")];

/** An object by its own conversions: `Symbol.toPrimitive`, or `toString` and `valueOf` in the order of the hint. */
function primitiveOf(m: Machine, object: Value, hint: Hint): Value {
  if (object.kind === "object" && object.module !== null)
    return unknownValue("The text of a module is not followed");
  const exotic = getMember(m, object, wellKnownKey("toPrimitive"));
  if (!isNullish(exotic)) {
    const result = callValue(m, exotic, object, [stringValue(hint)]);
    return isObject(result) ? refuseConversion(m) : result;
  }
  const order = hint === "string" ? ["toString", "valueOf"] : ["valueOf", "toString"];
  for (const name of order) {
    const method = getMember(m, object, name);
    const result = isNullish(method) ? undefined : callValue(m, method, object, []);
    if (result !== undefined && !isObject(result)) return result;
  }
  return refuseConversion(m);
}

function isObject({ kind }: Value): boolean {
  return objects.has(kind);
}

const objects: ReadonlySet<Value["kind"]> = new Set([
  ...([
    "array",
    "class",
    "function",
    "iterator",
    "map",
    "namespace",
    "native",
    "object",
    "set",
    "tensor",
  ] as const),
]);

function refuseConversion(m: Machine): never {
  throwError(m, "TypeError", "Cannot convert object to primitive value");
}

/** An array's elements with commas between. */
function rowText(m: Machine, elements: readonly Value[]): StringValue | UnknownValue {
  return joinTexts(m, elements, ",");
}

/** The texts of some values with another one between them. */
export function joinTexts(
  m: Machine,
  elements: readonly Value[],
  between: string,
): StringValue | UnknownValue {
  const texts: string[] = [];
  for (const element of elements) {
    tick(m);
    const text = isNullish(element) ? stringValue("") : toText(m, element);
    if (text.kind === "unknown") return text;
    texts.push(text.text);
  }
  return stringValue(texts.join(between));
}

/** `String(value)`, as templates and `+` have it. */
export function toText(m: Machine, value: Value): StringValue | UnknownValue {
  const plain = toPrimitive(m, value, "string");
  switch (plain.kind) {
    case "unknown":
      return textOfUnknown(plain);
    case "either":
    case "undecided":
      return { kind: "unknown", reason: "The text depends on a condition", because: null, type: "string" };
    case "symbol":
      throwError(m, "TypeError", "Cannot convert a Symbol value to a string");
      break;
    case "number":
      if (plainNumber(plain) === undefined) return textOfFormula(plain);
  }
  return stringValue(printText(plain));
}

/** What is known of an unknown value may not be true of a longer text that it becomes part of. */
function textOfUnknown({ isSource, host, ...value }: UnknownValue): UnknownValue {
  return {
    ...untyped(value),
    type: "string",
    ...(isSource && { isSource }),
    ...(host !== undefined && { host }),
  };
}

function textOfFormula(value: NumberValue): UnknownValue {
  return {
    kind: "unknown",
    reason: `The text of ${printText(value)} has no formula`,
    because: value.origin,
    type: "string",
  };
}

/** Whether it converts to a text that is no number, whatever the text is. */
export function isTextual(m: Machine, value: Value): boolean {
  if (value.kind === "object") return isTextualObject(m, value);
  return value.kind === "namespace" || isPrintedAsSource(m, value);
}

/** A module is printed as a call, and a regular expression between slashes, unless its author has it converted otherwise. */
function isTextualObject(m: Machine, object: ObjectValue): boolean {
  if (object.module === null && !object.hostMade?.pattern) return false;
  const exotic = getMember(m, object, wellKnownKey("toPrimitive"));
  return isNullish(exotic) && getMember(m, object, "valueOf").kind !== "function";
}

/** `Number(value)`, as the operators other than `+` have it. */
export function toNumeric(m: Machine, value: Value): NumberValue | BigIntValue | UnknownValue {
  // Whatever their texts are, they are not numbers.
  if (isTextual(m, value)) return numberValue(Number.NaN);
  const plain = toPrimitive(m, value, "number");
  switch (plain.kind) {
    case "number":
    case "bigint":
      return plain;
    case "unknown":
      return plain.isSource ? numberValue(Number.NaN) : { ...untyped(plain), type: "number" };
    case "boolean":
      return numberValue(Number(plain.value));
    case "string":
      return numberValue(Number(plain.text));
    case "null":
      return numberValue(0);
    case "either":
    case "undecided":
      return { kind: "unknown", reason: "The number depends on a condition", because: null, type: "number" };
    case "symbol":
      throwError(m, "TypeError", "Cannot convert a Symbol value to a number");
  }
  return numberValue(Number.NaN);
}
