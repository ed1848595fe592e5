import type { Random } from "./random.ts";

/* Expressions of generated programs, by the type of what they give. */

/** Names in sight by the type of what they hold. */
export interface Scope {
  readonly numbers: string[];
  readonly texts: string[];
  readonly lists: string[];
}

export interface Statement {
  readonly lines: readonly string[];
  readonly value: string;
  readonly type: "number" | "text" | "flag" | "list" | "tensor";
}

/** Makes a statement whose names end with `suffix`. */
export type Make = (random: Random, scope: Scope, suffix: string) => Statement;

export function number(r: Random, s: Scope, depth = 2): string {
  const leaf = (): string =>
    s.numbers.length > 0 && r.below(3) === 0 ? r.pick(s.numbers) : String(r.below(20));
  if (depth <= 0) return leaf();
  const n = (): string => number(r, s, depth - 1);
  const forms: readonly (() => string)[] = [
    leaf,
    () => `(${n()} ${r.pick(["+", "-", "*"])} ${n()})`,
    () => `(${n()} ${r.pick(["%", "/"])} ${1 + r.below(5)})`,
    () => `(${n()} ${r.pick(["&", "|", "^", "<<", ">>", ">>>"])} ${r.below(4)})`,
    () =>
      `Math.${r.pick(["floor", "ceil", "round", "trunc", "abs", "sign", "sqrt", "cbrt", "fround", "clz32"])}(${n()} / ${1 + r.below(3)})`,
    () => `Math.${r.pick(["max", "min", "hypot", "imul", "atan2"])}(${n()}, ${n()})`,
    () => `(${flag(r, s, depth - 1)} ? ${n()} : ${n()})`,
    () =>
      `${list(r, s, depth - 1)}.${r.pick(["length", "reduce((a, b) => a + b, 0)", "indexOf(3)", "findIndex((x) => x > 4)", "at(-1) ?? 7", "filter((x) => x % 2).length"])}`,
    () =>
      `${text(r, s, depth - 1)}.${r.pick(["length", 'indexOf("a")', "charCodeAt(0) || 3", 'lastIndexOf("b")', "search(/[0-9]/)", 'localeCompare("b")'])}`,
    () =>
      `Number.parseInt(${r.pick(['"1011"', '"7f"', '"12px"', '"0x1f"'])}, ${r.pick(["2", "8", "10", "16"])})`,
    () => `(+${r.pick(['"12"', '"3.5"', "true", "null", '""', '"x"'])} || ${n()})`,
    () => `(${n()} ** ${r.below(4)})`,
    () => `[${n()}, ${n()}].map((x, i) => x + i).reduce((a, b) => a * 2 + b)`,
    () => `(({ a, b = ${n()} }) => a + b)({ a: ${n()} })`,
    () => `((...xs) => xs.length + xs[0])(${n()}, ...${list(r, s, depth - 1)})`,
  ];
  return r.pick(forms)();
}

export function flag(r: Random, s: Scope, depth = 1): string {
  const n = (): string => number(r, s, depth - 1);
  const forms: readonly (() => string)[] = [
    () => `(${n()} ${r.pick(["<", ">", "<=", ">=", "===", "!=="])} ${n()})`,
    () => `(${n()} > 3 ${r.pick(["&&", "||"])} ${n()} < 9)`,
    () => `!(${n()} % 2)`,
    () => `${list(r, s, 0)}.${r.pick(["includes(2)", "some((x) => x > 5)", "every((x) => x < 15)"])}`,
    () => `${text(r, s, 0)}.${r.pick(['includes("a")', 'startsWith("b")', 'endsWith("c")'])}`,
    () =>
      `/${r.pick(["[ab]+", "^\\\\w", "\\\\d$", "a|c"])}/${r.pick(["", "i"])}.test(${text(r, s, 0)})`.replaceAll(
        "\\\\",
        "\\",
      ),
    () => `Number.${r.pick(["isInteger", "isFinite", "isNaN", "isSafeInteger"])}(${n()} / 2)`,
    () => `Object.is(${n()}, ${n()})`,
    () => `(typeof ${n()} === "number")`,
  ];
  return r.pick(forms)();
}

export function list(r: Random, s: Scope, depth = 1): string {
  const literal = (): string =>
    `[${Array.from({ length: 1 + r.below(4) }, () => number(r, s, 0)).join(", ")}]`;
  if (depth <= 0) return s.lists.length > 0 && r.below(2) === 0 ? `[...${r.pick(s.lists)}]` : literal();
  const inner = (): string => list(r, s, depth - 1);
  const forms: readonly (() => string)[] = [
    literal,
    () => `${inner()}.map((x) => x ${r.pick(["+", "*", "-"])} ${r.below(4)})`,
    () => `${inner()}.filter((x) => x > ${r.below(6)})`,
    () =>
      `${inner()}.${r.pick(["slice(1)", "slice(-2)", "concat([1])", "reverse()", "flat()", "sort((a, b) => a - b)", "sort()", "toSorted()", "toReversed()", "fill(2, 1)", "with(0, 9)", "toSpliced(0, 1)", "copyWithin(0, 1)"])}`,
    () => `Array.from({ length: ${r.below(5)} }, (_, i) => i * ${r.below(4)})`,
    () => `[...Array(${r.below(4)}).keys()]`,
    () => `[...new Set(${inner()})]`,
    () => `Object.values({ a: ${number(r, s, 0)}, b: ${number(r, s, 0)} })`,
    () => `${inner()}.flatMap((x) => [x, x + 1])`,
    () => `new Array(${1 + r.below(3)}).fill(${number(r, s, 0)})`,
    () => `[...${inner()}, ...${inner()}]`,
    () => `Array.from(new Map([[1, 2], [3, 4]]).${r.pick(["keys", "values"])}())`,
    () => `Array.from(${r.pick(["Uint8Array", "Int8Array", "Float32Array", "Int32Array"])}.of(1, 2, 300))`,
    () => `${r.pick(['"3 1 2"', '"4,5"', '"6-7"'])}.split(/[ ,-]/).map(Number)`,
  ];
  return r.pick(forms)();
}

export function text(r: Random, s: Scope, depth = 1): string {
  const literal = (): string =>
    JSON.stringify(r.pick(["abc", "b2a", "", "Conv-3", "a,b,c", "x1y2", "  pad ", "ABC"]));
  if (depth <= 0) return s.texts.length > 0 && r.below(2) === 0 ? r.pick(s.texts) : literal();
  const inner = (): string => text(r, s, depth - 1);
  const forms: readonly (() => string)[] = [
    literal,
    () => `(${inner()} + ${number(r, s, 0)})`,
    () => `\`\${${number(r, s, 1)}}-\${${inner()}}\``,
    () =>
      `${inner()}.${r.pick(["slice(1)", "slice(-2)", "toUpperCase()", "toLowerCase()", "trim()", "padStart(5, '*')", "padEnd(4)", "repeat(2)", "charAt(1)", "substring(0, 2)", "concat('!')", "normalize()"])}`,
    () =>
      `${inner()}.replace(${r.pick(['"a"', "/[a-c]/", "/b/g", "/(\\w)(\\d)/"])}, ${r.pick(['"z"', '"[$1]"', "(m) => m + m"])})`,
    () => `${inner()}.replaceAll("a", "o")`,
    () => `${inner()}.split(${r.pick(['""', '","', "/\\d/"])}).join("+")`,
    () => `(${number(r, s, 1)}).toString(${r.pick(["", "2", "16", "36"])})`,
    () => `(${number(r, s, 1)}).toFixed(${r.below(3)})`,
    () => `JSON.stringify(${r.pick(["{ a: 1, b: [2] }", "[1, null, 'x']", "'q'"])})`,
    () => `String(${r.pick([list(r, s, 0), flag(r, s, 0), "null", "undefined"])})`,
    () => `(${inner()}.match(/[a-z]+/)?.[0] ?? "none")`,
    () => `[..."${r.pick(["a1b22", "c3"])}".matchAll(/([a-z])(\\d+)/g)].map((m) => m[1] + m[2]).join()`,
    () => `String.fromCharCode(${65 + r.below(20)}, ${97 + r.below(20)})`,
    () => `Object.entries({ p: ${number(r, s, 0)}, q: 2 }).map(([k, v]) => k + v).join("")`,
    () => `(typeof ${r.pick(["1", "'a'", "undefined", "null", "[]", "(() => 1)", "Symbol()", "1n"])})`,
  ];
  return r.pick(forms)();
}
