import { flag, list, type Make, number, text } from "./program-expressions.ts";

/* Statements of generated programs, one for each feature of the language beyond plain expressions and control flow. */

const pattern: Make = (r, s, id) => ({
  lines: [
    `const re${id} = ${r.pick(["/([a-z]+)(\\d*)/g", "/(?<word>[a-z])(?<n>\\d)?/g", "/\\d+/g", "/[ab]/gi", "/x|y/y", 'new RegExp("[a-c]+", "g")'])};`,
    `const subject${id} = ${r.pick([text(r, s, 1), '"conv3-64 pool2"', '"a1b22c333"', '"xyxz"'])};`,
    `const seen${id}: string[] = [];`,
    `for (let m = re${id}.exec(subject${id}), k = 0; m && k < 4; m = re${id}.exec(subject${id}), k++) {`,
    `  seen${id}.push(m[0] + "@" + m.index + (m.groups?.word ?? ""));`,
    `  if (m[0] === "") re${id}.lastIndex++;`,
    "}",
  ],
  value: r.pick([
    `seen${id}.join() + re${id}.lastIndex`,
    `subject${id}.replace(re${id}, (m, ...rest) => m.toUpperCase() + rest.length)`,
    `subject${id}.split(re${id}).length + "/" + re${id}.test(subject${id}) + re${id}.lastIndex`,
    `[...subject${id}.matchAll(/(\\w)(\\w)/g)].map(([, a, b]) => a! + b!).join("|")`,
    `String(subject${id}.match(re${id})) + re${id}.source.length + re${id}.flags`,
    `subject${id}.replace(/(?<first>\\w)(\\w)/g, "$2$<first>") + subject${id}.search(/\\d/)`,
  ]),
  type: "text",
});

const json: Make = (r, s, id) => ({
  lines: [
    `const data${id} = { n: ${number(r, s, 1)}, list: ${list(r, s, 1)}, deep: { text: ${text(r, s, 1)}, none: undefined, nil: null }, at: new Map([[1, 2]]), f() { return 1; } };`,
    `class Doc${id} { constructor(public v: number) {} toJSON(key: string) { return { v: this.v, key }; } }`,
  ],
  value: r.pick([
    `JSON.stringify(data${id}, null, ${r.below(3)})`,
    `JSON.stringify(data${id}, ["n", "deep", "text"])`,
    `JSON.stringify(data${id}, (key, value) => (typeof value === "number" ? value + 1 : value))`,
    `JSON.stringify([new Doc${id}(${r.below(9)}), NaN, () => 1, Symbol("s")])`,
    `JSON.stringify(JSON.parse('{"a":[1,{"b":2}],"c":"x"}', (key, value) => (key === "b" ? undefined : typeof value === "number" ? value * 3 : value)))`,
    `String(JSON.parse(JSON.stringify(data${id})).deep.nil) + JSON.stringify("q\\"uote\\n")`,
  ]),
  type: "text",
});

const pipeline: Make = (r, s, id) => ({
  lines: [
    `function* from${id}(n: number) { for (;;) { yield n; n += ${1 + r.below(3)}; } }`,
    `function* map${id}<A, B>(xs: Iterable<A>, f: (a: A) => B) { for (const x of xs) yield f(x); }`,
    `function* filter${id}<A>(xs: Iterable<A>, p: (a: A) => boolean) { for (const x of xs) if (p(x)) yield x; }`,
    `function* take${id}<A>(xs: Iterable<A>, n: number) { if (n <= 0) return; let k = 0; for (const x of xs) { yield x; if (++k >= n) return; } }`,
    `const log${id}: number[] = [];`,
  ],
  value: r.pick([
    `[...take${id}(map${id}(from${id}(${r.below(5)}), (x) => x * 2), ${r.below(5)})].join()`,
    `[...take${id}(filter${id}(map${id}(from${id}(1), (x) => { log${id}.push(x); return x + 1; }), (x) => x % ${2 + r.below(2)} === 0), 3)].join() + "/" + log${id}.join()`,
    `Math.max(...take${id}(from${id}(${number(r, s, 0)}), 3)) + [...map${id}(${list(r, s, 1)}, String)].join("")`,
    `Array.from(take${id}(from${id}(2), 4), (x, i) => x * i).join() + new Set(take${id}(from${id}(0), 3)).size`,
  ]),
  type: "text",
});

const driven: Make = (r, _s, id) => ({
  lines: [
    `const trace${id}: string[] = [];`,
    `function* talk${id}(): Generator<string, string, string> {`,
    "  try {",
    `    let word = yield "first";`,
    `    while (word !== "stop") { trace${id}.push(word); word = yield word + word.length; }`,
    `    return "done";`,
    `  } catch (error) { trace${id}.push("caught " + (error as Error).message); return "failed"; }`,
    `  finally { trace${id}.push("closed"); }`,
    "}",
    `const t${id} = talk${id}();`,
    `const steps${id} = [t${id}.next("unheard"), t${id}.next("ab"), ${r.pick([`t${id}.next("stop")`, `t${id}.return("cut")`, `t${id}.throw(new Error("bad"))`, `t${id}.next("c")`])}, ${r.pick([`t${id}.next("stop")`, `t${id}.return("late")`])}];`,
  ],
  value: `steps${id}.map((x) => x.value + (x.done ? "!" : "")).join() + trace${id}.join()`,
  type: "text",
});

const iterable: Make = (r, _s, id) => ({
  lines: [
    `class Range${id} {`,
    `  constructor(private from: number, private to: number) {}`,
    `  [Symbol.iterator]() { let at = this.from; const to = this.to; return { next: () => (at < to ? { done: false as const, value: at++ } : { done: true as const, value: undefined }) }; }`,
    "}",
    `class Bag${id} { items = new Map<string, number>(); add(k: string, n = 1) { this.items.set(k, (this.items.get(k) ?? 0) + n); return this; } *[Symbol.iterator]() { yield* this.items; } get size() { return this.items.size; } }`,
    `const bag${id} = new Bag${id}().add("a").add("b", ${r.below(5)}).add("a", 3);`,
    `const [h${id}, ...rest${id}] = new Range${id}(${r.below(3)}, ${3 + r.below(3)});`,
  ],
  value: r.pick([
    `h${id} + "," + rest${id}.join() + [...bag${id}].flat().join("")`,
    `Object.entries(Object.fromEntries(bag${id})).join(";") + bag${id}.size`,
    `Math.min(...new Range${id}(4, 7)) + String(new Map(bag${id}).get("a")) + [..."añ😀"].length`,
  ]),
  type: "text",
});

const converted: Make = (r, s, id) => ({
  lines: [
    `class Money${id} { constructor(readonly cents: number) {} valueOf() { return this.cents; } toString() { return "$" + this.cents; } }`,
    `class Unit${id} { [Symbol.toPrimitive](hint: string) { return hint === "number" ? ${r.below(9)} : hint; } get [Symbol.toStringTag]() { return "Unit"; } }`,
    `const cash${id} = new Money${id}(${number(r, s, 0)}) as unknown as number;`,
    `const unit${id} = new Unit${id}() as unknown as number;`,
  ],
  value: r.pick([
    `\`\${cash${id}}\` + (cash${id} + 1) + (cash${id} > 5) + [cash${id}, 2]`,
    `\`\${unit${id}}\` + +unit${id} + (unit${id} + "") + Object.prototype.toString.call(unit${id})`,
    `String({}) + [1, [2, [3]]] + String([null, undefined]) + ({ toString: () => "own" } as unknown as string)`,
    `[3, 20, 100].sort().join() + ["b", "a"].sort().join() + (("5" as unknown as number) * 2) + (true as unknown as number) * 3`,
  ]),
  type: "text",
});

const privates: Make = (r, s, id) => ({
  lines: [
    `class P${id} {`,
    `  #n = ${number(r, s, 1)}; static #made = 0; static last: string; static { P${id}.last = "s" + P${id}.#made; }`,
    `  constructor() { P${id}.#made++; }`,
    `  #twice() { return this.#n * 2; } get n() { return this.#twice(); } set n(v) { this.#n = v - 1; }`,
    `  static is(x: object) { return #n in x; } static made() { return P${id}.#made; }`,
    "}",
    `class Q${id} extends P${id} { #n = 5; own() { return this.#n; } }`,
    `const p${id} = new Q${id}(); p${id}.n = ${r.below(20)}; p${id}.n += 2;`,
  ],
  value: `p${id}.n + p${id}.own() * 1000 + Number(P${id}.is(p${id})) + Number(P${id}.is({})) * 7 + P${id}.made() + P${id}.last.length`,
  type: "number",
});

const decorated: Make = (r, _s, id) => ({
  lines: [
    `const notes${id}: string[] = [];`,
    `function logged${id}(fn: any, context: any) { notes${id}.push(context.kind + ":" + String(context.name)); return function (this: any, ...args: any[]) { return fn.apply(this, args) + ${1 + r.below(9)}; }; }`,
    `function field${id}(_: undefined, context: any) { notes${id}.push(context.kind); return (v: number) => v * ${2 + r.below(3)}; }`,
    `function named${id}(cls: any, context: any) { notes${id}.push(context.name); cls.label = "L"; ${r.pick(["", "context.addInitializer(function (this: any) { this.tag = 1; });"])} }`,
    `@named${id} class D${id} { static label?: string; static tag?: number; @field${id} width = 3; @logged${id} area(k: number) { return this.width * k; } @logged${id} get half() { return this.width / 2; } }`,
  ],
  value: `notes${id}.join() + new D${id}().area(${r.below(5)}) + new D${id}().half + D${id}.label + D${id}.tag`,
  type: "text",
});

const tagged: Make = (r, s, id) => ({
  lines: [
    `const tag${id} = (parts: TemplateStringsArray, ...values: unknown[]) => parts.raw.map((p, i) => p + (i in values ? "<" + values[i] + ">" : "")).join("");`,
  ],
  value: r.pick([
    `tag${id}\`a\${${number(r, s, 1)}}\\n\${${text(r, s, 1)}}z\``,
    `String.raw\`c\\t\${${r.below(9)}}\` + ((s: TemplateStringsArray) => s[0])\`plain\``,
  ]),
  type: "text",
});

const typed: Make = (r, s, id) => ({
  lines: [
    `const buffer${id} = new ${r.pick(["Uint8Array", "Int16Array", "Float32Array", "Uint8ClampedArray"])}(${r.pick(["4", "[1, 2, 3, 400]", "[-1, 0.5, 7, 9]"])});`,
    `buffer${id}[1] = ${number(r, s, 1)}; buffer${id}[9] = 1;`,
    `${r.pick([`buffer${id}.set([5, 6], 2);`, `buffer${id}.fill(3, 2);`, `buffer${id}.sort();`, `buffer${id}.reverse();`])}`,
  ],
  value: `Array.from(buffer${id}.map((x) => x + 1)).join() + buffer${id}.length + buffer${id}.subarray(1, 3).join("/") + buffer${id}.indexOf(3) + Array.isArray(buffer${id})`,
  type: "text",
});

const bigs: Make = (r, _s, id) => ({
  lines: [
    `let big${id} = ${1 + r.below(50)}n; for (let i = 0n; i < ${r.below(9)}n; i++) big${id} = big${id} * 3n + i;`,
  ],
  value: r.pick([
    `String(big${id}) + (big${id} % 7n) + typeof big${id} + (big${id} > 10)`,
    `big${id}.toString(16) + Number(big${id} & 255n) + (2n ** 70n) + BigInt.asUintN(8, big${id})`,
  ]),
  type: "text",
});

const errors: Make = (r, s, id) => ({
  lines: [
    `class Bad${id} extends ${r.pick(["Error", "RangeError"])} { override name = "Bad"; constructor(readonly code: number, options?: ErrorOptions) { super("code " + code, options); } }`,
    `const attempt${id} = (f: () => unknown): string => { try { return String(f()); } catch (e) { return e instanceof Bad${id} ? "bad" + e.code + String(e) : e instanceof Error ? e.name : "other" + e; } finally { done${id}++; } };`,
    `let done${id} = 0;`,
  ],
  value: `${r.pick([
    `attempt${id}(() => { throw new Bad${id}(${number(r, s, 0)}); })`,
    `attempt${id}(() => { throw ${text(r, s, 0)}; })`,
    `attempt${id}(() => JSON.parse("{"))`,
    `attempt${id}(() => "x".repeat(-1))`,
    `attempt${id}(() => { const o = Object.freeze({ a: 1 }); (o as { a: number }).a = 2; return o.a; })`,
    `attempt${id}(() => (null as unknown as { x: number }).x)`,
    `attempt${id}(() => new Bad${id}(1, { cause: "why" }).cause)`,
    `attempt${id}(() => (12).toFixed(200))`,
  ])} + done${id}`,
  type: "text",
});

const functions: Make = (r, s, id) => ({
  lines: [
    `function sum${id}(this: { base: number } | void, ...xs: number[]) { return xs.reduce((a, b) => a + b, this ? this.base : 0) + arguments.length; }`,
    `const compose${id} = (...fs: ((n: number) => number)[]) => (n: number) => fs.reduceRight((v, f) => f(v), n);`,
    `const curry${id} = (a: number) => (b: number) => (c = a) => a * 100 + b * 10 + c;`,
    `const memo${id} = new Map<number, number>(); const slow${id} = (n: number): number => { const known = memo${id}.get(n); if (known !== undefined) return known; const v = n < 2 ? n : slow${id}(n - 1) + slow${id}(n - 2); memo${id}.set(n, v); return v; };`,
    `const maybe${id}: { f?: (n: number) => number; deep?: { g(): number } } = ${r.pick(["{}", "{ f: (n) => n + 1 }", "{ deep: { g: () => 4 } }"])};`,
  ],
  value: r.pick([
    `sum${id}.call({ base: ${r.below(9)} }, 1, 2) + sum${id}.apply({ base: 1 }, [3]) + sum${id}.bind({ base: 5 }, 1)(2)`,
    `compose${id}((x) => x + 1, (x) => x * ${r.below(5)})(${number(r, s, 0)}) + curry${id}(1)(2)() + slow${id}(${5 + r.below(20)})`,
    `(maybe${id}.f?.(2) ?? 50) + (maybe${id}.deep?.g?.() ?? 7) + [1, 2, 3].map(curry${id}(1)(2)).length`,
  ]),
  type: "number",
});

const properties: Make = (r, s, id) => ({
  lines: [
    `const holder${id} = { first: ${number(r, s, 0)}, get both() { return this.first + this.last; }, last: 2, set both(v: number) { this.first = v; this.last = 0; } };`,
    `${r.pick([`holder${id}.both = 9;`, `holder${id}.both += 4;`, `Object.defineProperty(holder${id}, "hidden", { get: () => 42 });`, `Object.defineProperty(holder${id}, "shown", { value: 3, enumerable: true });`])}`,
    `const copy${id} = { ...holder${id}, ...(${flag(r, s, 0)} ? { extra: 1 } : {}) };`,
  ],
  value: r.pick([
    `Object.keys(holder${id}).join() + JSON.stringify(copy${id})`,
    `Object.entries(copy${id}).join("|") + ("both" in holder${id}) + Object.hasOwn(copy${id}, "extra")`,
    `Object.getOwnPropertyNames(holder${id}).join() + Object.isFrozen(Object.freeze({ ...copy${id} })) + holder${id}.both`,
  ]),
  type: "text",
});

const labelledSwitch: Make = (r, s, id) => ({
  lines: [
    `let path${id} = ""; let n${id} = ${number(r, s, 0)};`,
    `walk${id}: do { switch (true) { case n${id} > 12: path${id} += "a"; n${id} -= 5; continue walk${id}; case n${id} % 2 === 0: path${id} += "b"; case n${id} === 1: path${id} += "c"; break; default: path${id} += "d"; if (path${id}.length > ${r.below(6)}) break walk${id}; } n${id} -= 3; } while (n${id} > 0);`,
  ],
  value: `path${id} + n${id}`,
  type: "text",
});

const statics: Make = (r, s, id) => ({
  lines: [
    `abstract class Shape${id} { static registry: Record<string, new (n: number) => Shape${id}> = {}; static register(name: string, cls: new (n: number) => Shape${id}) { this.registry[name] = cls; return cls; } static make(name: string, n: number) { const Cls = this.registry[name]; return Cls ? new Cls(n) : undefined; } constructor(protected n: number) {} abstract area(): number; describe() { return \`\${this.constructor.name}:\${this.area()}\`; } }`,
    `class Square${id} extends Shape${id} { area() { return this.n ** 2; } static [Symbol.hasInstance](x: unknown) { return typeof x === "number"; } }`,
    `class Line${id} extends Shape${id} { area() { return this.n; } override describe() { return "line " + super.describe(); } }`,
    `Shape${id}.register("square", Square${id}); Shape${id}.register("line", Line${id});`,
  ],
  value: `["square", "line", "none"].map((k) => Shape${id}.make(k, ${number(r, s, 0)})?.describe() ?? "-").join() + ((3 as unknown) instanceof Square${id}) + (Shape${id}.make("line", 1) instanceof Shape${id}) + Object.keys(Shape${id}.registry)`,
  type: "text",
});

const weak: Make = (r, s, id) => ({
  lines: [
    `const keyA${id} = {}; const keyB${id} = {};`,
    `const meta${id} = new WeakMap<object, number>([[keyA${id}, ${number(r, s, 0)}]]); meta${id}.set(keyB${id}, 2);`,
    `const order${id} = new Map<unknown, string>([[NaN, "nan"], [0, "zero"], ["0", "text"], [keyA${id}, "obj"]]); order${id}.set(-0, "neg").delete("0");`,
    `const set${id} = new Set(${text(r, s, 1)}); const visited${id}: string[] = []; set${id}.forEach((x) => { visited${id}.push(x); if (x < "m") set${id}.delete(x); });`,
  ],
  value: `String(meta${id}.get(keyA${id})) + meta${id}.has({}) + [...order${id}.values()].join() + order${id}.get(NaN) + visited${id}.join("") + set${id}.size`,
  type: "text",
});

const namespaces: Make = (r, _s, id) => ({
  lines: [
    `namespace Sizes${id} { export const base = ${1 + r.below(9)}; export const twice = (n = base) => n * 2; export enum Kind { Small = 1, Large = Small << 2 } }`,
    `const enum Mode${id} { A = ${r.below(3)}, B, C = A | 4, D = "text".length }`,
    `enum Text${id} { Up = "UP", Down = "DOWN" }`,
  ],
  value: r.pick([
    `Sizes${id}.twice() + Sizes${id}.Kind.Large + Mode${id}.B * 10 + Mode${id}.C * 100 + Mode${id}.D`,
    `Object.keys(Sizes${id}.Kind).length + Sizes${id}.Kind[4]!.length + Object.values(Text${id}).join().length`,
  ]),
  type: "number",
});

/** One maker for each feature. */
export const features: readonly Make[] = [
  ...[
    pattern,
    pattern,
    json,
    json,
    pipeline,
    driven,
    iterable,
    converted,
    privates,
    decorated,
    tagged,
    typed,
    bigs,
  ],
  ...[errors, functions, properties, labelledSwitch, statics, weak, namespaces],
];
