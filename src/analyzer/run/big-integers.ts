import { bigIntValue, unknownValue } from "../values/make.ts";
import type { BigIntValue, NumberValue, Value } from "../values/value.ts";
import type { Machine } from "./machine.ts";
import { throwError } from "./throw-error.ts";

/** Computing with longer ones would take too long. */
const mostBits = 10_000n;

/** `left operator right` for two BigInts. */
export function bigArithmetic(m: Machine, operator: string, left: bigint, right: bigint): Value {
  const rule = rules[operator];
  if (rule === undefined) return throwError(m, "TypeError", `BigInts have no ${operator}, use BigInt.asIntN`);
  if (right === 0n && (operator === "/" || operator === "%")) throwError(m, "RangeError", "Division by zero");
  if (right < 0n && operator === "**") throwError(m, "RangeError", "Exponent must be non-negative");
  if (bitsOf(operator, left, right) > mostBits) return unknownValue("The number is too long to follow");
  return bigIntValue(rule(left, right));
}

const rules: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
  "**": (a, b) => a ** b,
  "&": (a, b) => a & b,
  "|": (a, b) => a | b,
  "^": (a, b) => a ^ b,
  "<<": (a, b) => a << b,
  ">>": (a, b) => a >> b,
};

/** An upper bound for the bits of the result. */
function bitsOf(operator: string, left: bigint, right: bigint): bigint {
  const length = BigInt(left.toString(16).length * 4);
  if (operator === "**") return length * right;
  return operator === "<<" ? length + right : length + BigInt(right.toString(16).length * 4);
}

/** `left < right` and its like where one of them is a BigInt. */
export function bigOrder(operator: string, left: Comparable, right: Comparable): boolean {
  const [a, b] = [plain(left), plain(right)];
  if (operator === "<") return a < b;
  if (operator === "<=") return a <= b;
  return operator === ">" ? a > b : a >= b;
}

type Comparable = NumberValue | BigIntValue;

function plain(value: Comparable): number | bigint {
  if (value.kind === "bigint") return value.value;
  return typeof value.dim === "number" ? value.dim : Number.NaN;
}
