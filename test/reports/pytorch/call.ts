/** A call as plain data, from which its text in TypeScript and in Python both follow. */
export interface Call {
  /** `nn.Conv2d`, `F.relu`, `x.add` or, of the library's own functions, `cat`. */
  readonly callee: string;
  /** The shapes of the tensors x, y, z, … A layer is called on all of them. */
  readonly inputs: readonly (readonly number[])[];
  /** What the tensors hold. */
  readonly fill: Fill;
  /** Without the tensor that a method is called on, or that a layer is called on. */
  readonly args: readonly Value[];
  readonly options: Readonly<Record<string, Value>>;
}

/** Any numbers around 0, only such above 0, or small whole ones, of which many are equal. */
export type Fill = "any" | "positive" | "whole";

/** Numbers, words and lists, as JSON has them; a tensor is named by its place. */
export type Value = number | string | boolean | null | readonly Value[] | Operand;

export interface Operand {
  readonly tensor: number;
}

/** The tensors of a call, in order. */
export const [x, y, z, v, w]: readonly [Operand, Operand, Operand, Operand, Operand] = [
  { tensor: 0 },
  { tensor: 1 },
  { tensor: 2 },
  { tensor: 3 },
  { tensor: 4 },
];

export const names = ["x", "y", "z", "v", "w"];

export function isOperand(value: Value): value is Operand {
  return typeof value === "object" && value !== null && "tensor" in value;
}

/** What is called, as an author writes it: for a layer, its construction. */
export function constructionOf({ callee, args, options }: Call): string {
  const printed = args.map(inTypeScript);
  const named = Object.entries(options).map(([name, value]) => `${name}: ${inTypeScript(value)}`);
  if (named.length > 0) printed.push(`{ ${named.join(", ")} }`);
  return `${callee.startsWith("nn.") ? "new " : ""}${callee}(${printed.join(", ")})`;
}

/** The whole call on `x`, `y`, …, whose layer stands for itself or under a name. */
export function inWords(call: Call, layer = constructionOf(call)): string {
  return isLayer(call) ? `${layer}(${tensorsOf(call).join(", ")})` : layer;
}

export function isLayer({ callee }: Call): boolean {
  return callee.startsWith("nn.");
}

export function tensorsOf({ inputs }: Call): readonly string[] {
  return names.slice(0, inputs.length);
}

function inTypeScript(value: Value): string {
  if (isOperand(value)) return names[value.tensor] ?? "undefined";
  if (isList(value)) return `[${value.map(inTypeScript).join(", ")}]`;
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

/** How a call is written in Python, where it is not by the rule. */
export interface Spelling {
  /** What is called; a method then takes its tensor as the first argument. */
  readonly callee?: string;
  /** Behind all arguments. */
  readonly extra?: string;
}

/** The call in Python: the same names in snake_case, with options as keywords. */
export function inPython(call: Call, spelling: Spelling = {}): string {
  const printed = call.args.map(pythonValue);
  const named = Object.entries(call.options).map(
    ([name, value]) => `${snakeCase(name)}=${pythonValue(value)}`,
  );
  const given = [...printed, ...named, ...(spelling.extra === undefined ? [] : [spelling.extra])];
  if (isLayer(call))
    return `layer(${spelling.callee ?? call.callee}(${given.join(", ")}))(${tensorsOf(call).join(", ")})`;
  if (spelling.callee === undefined) return `${pythonName(call.callee)}(${given.join(", ")})`;
  const self = call.callee.startsWith("x.") ? ["x"] : [];
  return `${spelling.callee}(${[...self, ...given].join(", ")})`;
}

function pythonName(callee: string): string {
  const [owner, name] = callee.split(".");
  return name === undefined ? `torch.${snakeCase(callee)}` : `${owner}.${snakeCase(name)}`;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function pythonValue(value: Value): string {
  if (value === null) return "None";
  if (value === Number.POSITIVE_INFINITY) return "math.inf";
  if (value === Number.NEGATIVE_INFINITY) return "-math.inf";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (isOperand(value)) return names[value.tensor] ?? "None";
  if (isList(value)) return `(${value.map((part) => `${pythonValue(part)}, `).join("")})`;
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
