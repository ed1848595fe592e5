import { changedCase } from "./program-cases.ts";
import { flag, list, type Make, number, type Scope, type Statement, text } from "./program-expressions.ts";
import { features } from "./program-features.ts";
import { syntaxFeatures } from "./program-syntax.ts";
import type { Random } from "./random.ts";

/*
 * Random programs over the language that model files are written in. Every one ends by itself, and every value that it
 * exports is a number, a short text or a yes or no, so that it can be held against what the analyzer says of it.
 */

const header = 'import { cat, F, nn, randn, type Tensor } from "cnn-blocks";\n';

export function newProgram(random: Random): string {
  if (random.below(4) === 0) return header + changedCase(random);
  const scope: Scope = { numbers: [], texts: [], lists: [] };
  const lines: string[] = [];
  const count = 3 + random.below(5);
  for (let index = 0; index < count; index++) {
    const suffix = String(index);
    const statement = random.pick(statements)(random, scope, suffix);
    lines.push(...statement.lines);
    const name = `v${suffix}`;
    lines.push(`export const ${name} = ${observed(statement)};`);
    if (statement.type === "number") scope.numbers.push(name);
    if (statement.type === "text") scope.texts.push(name);
  }
  return `${header}${lines.join("\n")}\n`;
}

function observed({ value, type }: Statement): string {
  if (type === "list") return `(${value}).join("|").slice(0, 40)`;
  if (type === "tensor") return `(${value}).shape.join("x")`;
  return type === "text" ? `String(${value}).slice(0, 40)` : value;
}

// Statements -------------------------------------------------------------------------------------------------------

const plainNumber: Make = (r, s) => ({ lines: [], value: number(r, s, 3), type: "number" });
const plainText: Make = (r, s) => ({ lines: [], value: text(r, s, 2), type: "text" });
const plainList: Make = (r, s) => ({ lines: [], value: list(r, s, 2), type: "list" });
const plainFlag: Make = (r, s) => ({ lines: [], value: flag(r, s, 2), type: "flag" });

const keptList: Make = (r, s, id) => {
  const made: Statement = { lines: [`const l${id} = ${list(r, s, 2)};`], value: `l${id}`, type: "list" };
  s.lists.push(`l${id}`);
  return made;
};

const counted: Make = (r, s, id) => ({
  lines: [
    `let n${id} = ${number(r, s, 1)};`,
    `for (let i = 0; i < ${r.below(6)}; i++) {`,
    `  if (i === ${r.below(4)}) ${r.pick(["continue", "break"])};`,
    `  n${id} ${r.pick(["+=", "-=", "*="])} ${r.pick(["i", "2", "i + 1"])};`,
    "}",
  ],
  value: `n${id}`,
  type: "number",
});

const whiled: Make = (r, s, id) => ({
  lines: [
    `let [w${id}, c${id}] = [${1 + r.below(5)}, 0];`,
    `${r.pick([`while (w${id} < 40)`, `while (w${id} < 60 && c${id} < 9)`])} {`,
    `  w${id} = w${id} * 2 + ${r.below(3)};`,
    `  c${id}++;`,
    `  if (w${id} > ${20 + r.below(40)}) break;`,
    "}",
    `do w${id} -= ${number(r, s, 0)} + 1; while (w${id} > 100);`,
  ],
  value: `w${id} * 10 + c${id}`,
  type: "number",
});

const labelled: Make = (r, s, id) => ({
  lines: [
    `let t${id} = "";`,
    `outer${id}: for (const a of ${list(r, s, 1)}) {`,
    `  for (const b of [1, 2, 3]) {`,
    `    if (b === ${1 + r.below(3)}) continue outer${id};`,
    `    if (a > ${r.below(12)}) break outer${id};`,
    `    t${id} += a + b;`,
    "  }",
    "}",
  ],
  value: `t${id}`,
  type: "text",
});

const keyed: Make = (r, s, id) => ({
  lines: [
    `const o${id}: Record<string, number> = { z: ${number(r, s, 1)}, 2: 1, a: ${number(r, s, 0)}, [\`k\${${r.below(3)}}\`]: 4 };`,
    `${r.pick([`delete o${id}.a;`, `o${id}.b = 3;`, `o${id}.z += 2;`, `o${id}.q ??= 8;`, `Object.assign(o${id}, { a: 5 });`])}`,
    `let k${id} = "";`,
    `for (const key in o${id}) k${id} += key + o${id}[key];`,
  ],
  value: r.pick([
    `k${id}`,
    `Object.keys(o${id}).join()`,
    `Object.entries(o${id}).flat().join()`,
    `JSON.stringify(o${id})`,
  ]),
  type: "text",
});

const closures: Make = (r, s, id) => ({
  lines: [
    `const make${id} = (start: number) => { let at = start; return { next: () => (at += ${1 + r.below(4)}), peek: () => at }; };`,
    `const one${id} = make${id}(${number(r, s, 1)});`,
    `const two${id} = make${id}(${r.below(5)});`,
    `one${id}.next(); two${id}.next(); one${id}.next();`,
    `const fs${id}: (() => number)[] = [];`,
    `for (${r.pick(["let", "var"])} j${id} = 0; j${id} < 3; j${id}++) fs${id}.push(() => j${id} * 2);`,
  ],
  value: `one${id}.peek() * 100 + two${id}.peek() * 10 + fs${id}.map((f) => f()).reduce((a, b) => a + b)`,
  type: "number",
});

const generated: Make = (r, _s, id) => ({
  lines: [
    `function* g${id}(n: number): Generator<number, number, number | undefined> {`,
    `  let step = ${1 + r.below(3)};`,
    `  for (let i = 0; i < n; i += step) { const sent = yield i; if (sent) step = sent; }`,
    `  return ${r.below(9)};`,
    "}",
    `const it${id} = g${id}(${2 + r.below(6)});`,
    `const first${id} = it${id}.next();`,
    `const second${id} = it${id}.next(${r.pick(["", "2", "3"])});`,
    `const rest${id} = [...${r.pick([`it${id}`, `g${id}(5)`])}];`,
  ],
  value: r.pick([
    `String(first${id}.value) + second${id}.value + second${id}.done + rest${id}.join("")`,
    `[...g${id}(4)].join("") + [...(function* () { yield* [1, 2]; yield* g${id}(3); })()].join("")`,
  ]),
  type: "text",
});

const classes: Make = (r, s, id) => ({
  lines: [
    `class A${id} {`,
    `  static count = ${r.below(3)};`,
    `  #hidden = ${number(r, s, 0)};`,
    `  width = ${number(r, s, 1)};`,
    `  constructor(readonly scale = ${1 + r.below(3)}) { A${id}.count++; }`,
    `  get doubled() { return this.width * 2; }`,
    `  set doubled(v: number) { this.width = v / 2; }`,
    `  area(k = 1) { return this.width * this.scale * k + this.#hidden; }`,
    `  static of(n: number) { return new this(n); }`,
    `  toString() { return "A" + this.width; }`,
    "}",
    `class B${id} extends A${id} {`,
    `  extra = this.scale + 1;`,
    `  constructor(n: number) { super(n); ${r.pick(["this.doubled = 8;", "this.width += 3;", `A${id}.count += 2;`])} }`,
    `  override area(k = 2) { return super.area(k) ${r.pick(["+", "*"])} this.extra; }`,
    "}",
    `const b${id} = ${r.pick([`new B${id}(${r.below(4)})`, `B${id}.of(2)`, `new A${id}()`, `A${id}.of(3)`])};`,
  ],
  value: r.pick([
    `b${id}.area() + b${id}.doubled * 1000 + A${id}.count`,
    `Object.keys(b${id}).length + Number(b${id} instanceof B${id}) + b${id}.constructor.name.length`,
    `\`\${b${id}}\`.length + b${id}.area(${r.below(4)})`,
  ]),
  type: "number",
});

const mixins: Make = (r, s, id) => ({
  lines: [
    `const Loud${id} = <T extends new (...args: any[]) => object>(Base: T) => class extends Base { volume = ${number(r, s, 0)}; shout() { return this.volume + 1; } };`,
    `class Quiet${id} { level = ${number(r, s, 0)}; }`,
    `class Both${id} extends Loud${id}(Quiet${id}) { total() { return this.level + this.shout(); } }`,
  ],
  value: `new Both${id}().total()`,
  type: "number",
});

const collections: Make = (r, s, id) => ({
  lines: [
    `const m${id} = new Map<string, number>([["a", ${number(r, s, 1)}], ["b", 2]]);`,
    `m${id}.set(${r.pick(['"a"', '"c"'])}, ${number(r, s, 0)});`,
    `${r.pick([`m${id}.delete("b");`, `m${id}.set("b", (m${id}.get("b") ?? 0) + 1);`, `for (const [k, v] of m${id}) if (v > 5) m${id}.delete(k);`])}`,
    `const q${id} = new Set(${list(r, s, 1)}); q${id}.add(${r.below(5)}); q${id}.delete(${r.below(5)});`,
  ],
  value: r.pick([
    `[...m${id}].map(([k, v]) => k + v).join() + [...q${id}].join("")`,
    `String(m${id}.size) + q${id}.size + m${id}.has("b") + q${id}.has(2)`,
    `[...m${id}.entries()].flat().join("") + (m${id}.get("zz") ?? "none")`,
  ]),
  type: "text",
});

const thrown: Make = (r, s, id) => ({
  lines: [
    `let e${id} = "";`,
    "try {",
    `  if (${flag(r, s, 1)}) throw new ${r.pick(["Error", "TypeError", "RangeError"])}("bad" + ${number(r, s, 0)});`,
    `  e${id} += "fine";`,
    `} catch (error) { e${id} += ${r.pick(["(error as Error).message", "error instanceof Error", "(error as Error).name"])}; }`,
    `finally { e${id} += "!"; }`,
  ],
  value: `e${id}`,
  type: "text",
});

const switched: Make = (r, s, id) => ({
  lines: [
    `const pick${id} = (n: number): string => {`,
    `  switch (n % 4) { case 0: return "zero"; case 1: case 2: { if (n > ${r.below(9)}) break; return "low"; } default: return "high"; }`,
    `  return "broke";`,
    "};",
  ],
  value: `pick${id}(${number(r, s, 1)}) + pick${id}(${r.below(8)})`,
  type: "text",
});

const cloned: Make = (r, s, id) => ({
  lines: [
    `const base${id} = { rows: [[${number(r, s, 0)}, 2], [3]], meta: { n: ${r.below(5)} } };`,
    `const copy${id} = ${r.pick([`structuredClone(base${id})`, `{ ...base${id} }`, `JSON.parse(JSON.stringify(base${id}))`, `Object.freeze(base${id})`])};`,
    `copy${id}.rows[0]!.push(9);`,
    `copy${id}.meta.n += 1;`,
  ],
  value: `JSON.stringify(base${id}) + copy${id}.rows.length`,
  type: "text",
});

const destructured: Make = (r, s, id) => ({
  lines: [
    `const [d${id} = 4, , ...tail${id}] = ${list(r, s, 1)};`,
    `const { x: { y: y${id} = ${r.below(5)} } = {} as { y?: number }, ...others${id} } = { ${r.pick(["x: { y: 3 }, ", "x: {}, ", ""])}p: 1, q: ${number(r, s, 0)} } as { x?: { y?: number }; p: number; q: number };`,
    `let [s1${id}, s2${id}] = [1, 2]; [s1${id}, s2${id}] = [s2${id}, s1${id}];`,
  ],
  value: `(d${id} ?? 0) + y${id} * 10 + tail${id}.length * 100 + Object.keys(others${id}).length * 1000 + s1${id} * 10000`,
  type: "number",
});

const symbols: Make = (r, s, id) => ({
  lines: [
    `const key${id} = Symbol("key");`,
    `const held${id} = { [key${id}]: ${number(r, s, 1)}, plain: 1, *[Symbol.iterator]() { yield 4; yield ${r.below(5)}; } };`,
  ],
  value: `String(held${id}[key${id}]) + Object.keys(held${id}).length + [...held${id}].join("") + (key${id} in held${id})`,
  type: "text",
});

const reflected: Make = (r, s, id) => ({
  lines: [
    `const target${id}: Record<string, number> = { a: ${number(r, s, 0)} };`,
    `Reflect.set(target${id}, "b", ${number(r, s, 1)});`,
    `Object.defineProperty(target${id}, "c", { value: 5, enumerable: ${r.pick(["true", "false"])}, writable: true, configurable: true });`,
  ],
  value: r.pick([
    `Reflect.ownKeys(target${id}).join() + Reflect.get(target${id}, "b") + Reflect.has(target${id}, "a")`,
    `Object.keys(target${id}).join() + target${id}.c`,
    `Object.getOwnPropertyNames(target${id}).join() + Object.hasOwn(target${id}, "q")`,
  ]),
  type: "text",
});

const enums: Make = (r, _s, id) => ({
  lines: [`enum E${id} { One = ${1 + r.below(4)}, Two, Both = One | Two, Name = "n" }`],
  value: r.pick([`E${id}.Two * 10 + E${id}.Both`, `E${id}[E${id}.Two]!.length + E${id}.Name.length`]),
  type: "number",
});

const recursive: Make = (r, _s, id) => ({
  lines: [
    `const fib${id} = (n: number): number => (n < 2 ? n : fib${id}(n - 1) + fib${id}(n - 2));`,
    `function depth${id}(x: unknown): number { return Array.isArray(x) ? 1 + Math.max(0, ...x.map(depth${id})) : 0; }`,
  ],
  value: `fib${id}(${3 + r.below(8)}) + depth${id}([1, [2, [${r.pick(["3", "[4]", "[[5]]"])}]]])`,
  type: "number",
});

const parsedConfig: Make = (r, _s, id) => ({
  lines: [
    `const layers${id}: nn.Layer[] = [];`,
    `let c${id} = 3;`,
    `for (const word of ${r.pick(['"8 M 16"', '"4,M,M,8"', '"6  12 M"'])}.split(/[ ,]+/)) {`,
    `  if (word === "M") { layers${id}.push(new nn.MaxPool2d(2)); continue; }`,
    `  const width = ${r.pick(["Number(word)", "Number.parseInt(word, 10)", "+word"])};`,
    `  layers${id}.push(new nn.Conv2d(c${id}, width, 3, { padding: 1 })${r.pick(["", `, new nn.BatchNorm2d(width)`])}, new nn.ReLU());`,
    `  c${id} = width;`,
    "}",
  ],
  value: `new nn.Sequential(...layers${id})(randn(1, 3, 16, 16))`,
  type: "tensor",
});

const blocks: Make = (r, _s, id) => ({
  lines: [
    `class Net${id} extends nn.Module {`,
    `  branches: nn.ModuleList<nn.Conv2d>;`,
    `  head: nn.Conv2d;`,
    `  constructor(width: number, n = ${1 + r.below(3)}) {`,
    `    super();`,
    `    this.branches = new nn.ModuleList(Array.from({ length: n }, (_, i) => new nn.Conv2d(3, width + i, ${r.pick(["1", "3"])}, { padding: "same" })));`,
    `    this.head = new nn.Conv2d([...this.branches].reduce((sum, b) => sum + b.outChannels, 0), ${1 + r.below(8)}, 1);`,
    `  }`,
    `  forward(x: Tensor): Tensor {`,
    `    const ys = ${r.pick(["this.branches.map((b) => b(x))", "[...this.branches].map((b) => F.relu(b(x)))"])};`,
    `    return this.head(cat(ys, 1));`,
    `  }`,
    "}",
  ],
  value: `new Net${id}(${1 + r.below(6)})(randn(${1 + r.below(2)}, 3, ${4 + r.below(6)}, 8))`,
  type: "tensor",
});

const statements: readonly Make[] = [
  plainNumber,
  plainNumber,
  plainText,
  plainText,
  plainList,
  plainFlag,
  keptList,
  counted,
  whiled,
  labelled,
  keyed,
  closures,
  generated,
  classes,
  mixins,
  collections,
  thrown,
  switched,
  cloned,
  destructured,
  symbols,
  reflected,
  enums,
  recursive,
  parsedConfig,
  blocks,
  ...features,
  ...syntaxFeatures,
];
