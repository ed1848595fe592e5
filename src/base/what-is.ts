/** What a value is, in as much detail as a sentence about it needs. */
export type Thing =
  /** `cause` is why, as a clause: "forward of Net returns nothing". */
  | { readonly kind: "undefined"; readonly cause?: string | undefined }
  | { readonly kind: "null" | "NaN" | "object" | "function" }
  | { readonly kind: "array"; readonly holds?: "tensors" }
  | { readonly kind: "class"; readonly name: string }
  /** An instance may be called if it is a module. */
  | { readonly kind: "instance"; readonly of: string; readonly isCallable?: true }
  /** A text whose letters are known. */
  | { readonly kind: "text"; readonly text: string }
  /** Anything else that `typeof` tells apart: a number, a boolean, a symbol. */
  | { readonly kind: "primitive"; readonly type: string }
  /** What is not known further: "unknown", "something that depends on a condition". */
  | { readonly kind: "open"; readonly words: string };

/** What a value of JavaScript is. */
export function whatIs(value: unknown): Thing {
  if (value === undefined) return { kind: "undefined" };
  if (value === null) return { kind: "null" };
  if (Array.isArray(value)) return arrayOf(value.length > 0 && value.every(isTensor));
  if (typeof value === "function" && isClass(value)) return { kind: "class", name: value.name };
  if (typeof value !== "object" && typeof value !== "function")
    return { kind: "primitive", type: typeof value === "bigint" ? "BigInt" : typeof value };
  const name = classNameOf(value);
  if (name === "" || name === "Object" || name === "Function")
    return { kind: typeof value as "object" | "function" };
  return { kind: "instance", of: name, ...(typeof value === "function" && name !== "Tensor" && callable) };
}

const callable = { isCallable: true } as const;

export function arrayOf(holdsTensors: boolean): Thing {
  return holdsTensors ? { kind: "array", holds: "tensors" } : { kind: "array" };
}

function isTensor(value: unknown): boolean {
  return typeof value === "object" && value !== null && classNameOf(value) === "Tensor";
}

/** What people would call a thing in a sentence: "an array", "a Conv2d", "the class ReLU". */
export function printThing(thing: Thing): string {
  switch (thing.kind) {
    case "undefined":
      return thing.cause === undefined ? "undefined" : `undefined (${thing.cause})`;
    case "null":
    case "NaN":
      return thing.kind;
    case "array":
      return thing.holds === undefined ? "an array" : `an array of ${thing.holds}`;
    case "class":
      return `the class ${thing.name}`;
    case "instance":
      return withArticle(thing.of);
    case "text":
      return JSON.stringify(thing.text);
    case "primitive":
      return withArticle(thing.type);
    case "open":
      return thing.words;
    default:
      return withArticle(thing.kind);
  }
}

/** Whether there is no value at all, which is refused wherever it gets to. */
export function isNothing({ kind }: Thing): boolean {
  return kind === "undefined" || kind === "null" || kind === "NaN";
}

export function isPromise(thing: Thing): boolean {
  return thing.kind === "instance" && thing.of === "Promise";
}

/** "an object", "a Conv2d", "a UNet" */
function withArticle(noun: string): string {
  return `${/^(?:[aeio]|u(?!int|net))/i.test(noun) ? "an" : "a"} ${noun}`;
}

/** Whether a function is a class, which only `new` can call. */
export function isClass(value: object): boolean {
  return /^class\b/.test(Function.prototype.toString.call(value));
}

/** Modules are functions whose class is their prototype's. */
function classNameOf(value: object): string {
  const prototype: { readonly constructor?: { readonly name?: unknown } } | null =
    Object.getPrototypeOf(value);
  const name = prototype?.constructor?.name;
  return typeof name === "string" ? name : "";
}
