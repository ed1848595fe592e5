/** What people would call a value of JavaScript in a sentence: "an array", "a Conv2d", "the class ReLU". */
export function whatIs(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  if (typeof value === "bigint") return "a BigInt";
  if (typeof value === "function" && isClass(value)) return `the class ${value.name}`;
  if (typeof value !== "object" && typeof value !== "function") return withArticle(typeof value);
  const name = classNameOf(value);
  return name === "" || name === "Object" || name === "Function"
    ? withArticle(typeof value)
    : withArticle(name);
}

/** "an object", "a Conv2d" */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? "an" : "a"} ${noun}`;
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
