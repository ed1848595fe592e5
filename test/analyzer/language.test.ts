import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { createAnalyzer } from "../../src/analyzer/index.ts";
import { authorHost } from "./author-host.ts";

/**
 * Expressions of plain JavaScript by what they are about. Each is evaluated twice, by the engine that runs this test
 * and by the analyzer, and has to have the same value.
 */
const expressions: Readonly<Record<string, readonly string[]>> = {
  arithmetic: [
    "7 / 2 + 7 % 4 - 2 ** 3",
    "-7 % 3",
    "5 >> 1 | 8",
    "6 & 3 ^ 1",
    "-1 >>> 28",
    "~5 + +true",
    "Math.floor(-2.5) + Math.ceil(2.1) + Math.round(2.5) + Math.trunc(-2.7)",
    "Math.max(1, 5, 3) - Math.min(4, 2)",
    "Math.max(...[3, 9, 4])",
    "Math.abs(-3) + Math.sign(-2) + Math.pow(2, 5) + Math.sqrt(16)",
    "Math.log2(8) + Math.hypot(3, 4)",
    "Number('12') + parseInt('3px', 10) + parseFloat('1.5')",
    "Number.isInteger(2.5) || Number.isInteger(2)",
    "'5' * '2'",
    "1 + '2' + 3",
    "0.1 + 0.2 > 0.3",
    "Number.MAX_SAFE_INTEGER",
    "(3.14159).toFixed(2)",
    "String(12) + `a\\n`",
  ],
  logic: [
    "(null ?? 0) || 'x'",
    "0 ?? 1",
    "'' || 'b'",
    "1 && 0",
    "!'' && !!'a'",
    "null == undefined",
    "null === undefined",
    "NaN === NaN",
    "1 == '1'",
    "typeof 1 + typeof 'a' + typeof undefined + typeof null + typeof (() => 1) + typeof {}",
    "[] instanceof Array",
    "'a' in { a: 1 }",
    "'b' < 'a'",
    "(void 0) === undefined",
    "(1, 2)",
    "[1, 2] === [1, 2]",
  ],
  arrays: [
    "[1, 2, 3].map((x) => x * 2).filter((x) => x > 2)",
    "[1, 2, 3].reduce((a, b) => a + b)",
    "[1, 2, 3].reduceRight((a, b) => a * 10 + b, 0)",
    "[3, 1, 2].sort()",
    "[10, 9, 1].sort((a, b) => a - b)",
    "[10, 9, 1].toSorted((a, b) => b - a)",
    "[1, 2, 3].slice(-2)",
    "[1, 2, 3, 4].slice(1, -1)",
    "[1, [2, [3, [4]]]].flat(2).length",
    "[1, 2].flatMap((x) => [x, x])",
    "[1, 2].concat([3], 4)",
    "[...'abc'].reverse().join('-')",
    "Array.from({ length: 3 }, (_, i) => i * i)",
    "[...Array(3).keys()]",
    "new Array(2).fill(7)",
    "Array.of(1, 2).at(-1)",
    "[1, 2, 3].includes(2) && ![1].includes(2)",
    "[1, 2, 3].indexOf(3) + [1, 2, 1].lastIndexOf(1)",
    "[5, 6].findIndex((x) => x === 6)",
    "[5, 6].find((x) => x > 5)",
    "[1, 2].every((x) => x > 0) && [1, 2].some((x) => x > 1)",
    "[[1, 'a'], [2, 'b']].map(([n, s]) => s + n)",
    "(() => { const a = [1, 2, 3, 4]; a.splice(1, 2, 9); return a; })()",
    "(() => { const a = [1]; a.push(2, 3); a.unshift(0); return [a.pop(), a.shift(), a.length]; })()",
    "(() => { const a = []; a[2] = 1; return a.length; })()",
    "[1, 2, 3].with(1, 9)",
    "[, 1].length",
    "[3, 4].entries().toString ? [...[3, 4].entries()].flat() : []",
  ],
  objects: [
    "Object.keys({ b: 1, a: 2, 1: 3, 0: 4 })",
    "Object.values({ a: 1, ...{ a: 2, b: 3 } })",
    "Object.entries({ a: 1 }).flat()",
    "Object.fromEntries([['a', 1]]).a",
    "Object.assign({ a: 1 }, { b: 2 }).b",
    "(({ a, ...rest }) => Object.keys(rest))({ a: 1, b: 2, c: 3 })",
    "(({ a = 5, b: { c } = { c: 6 } }) => a + c)({})",
    "({ get x() { return 4; } }).x",
    "({ x: 1, f() { return this.x; } }).f()",
    "({ ['a' + 1]: 2 }).a1",
    "(() => { const o = { n: 1 }; o.n += 2; o.m ??= 5; return [o.n, o.m]; })()",
    "(() => { const o = { a: 1, b: 2 }; delete o.a; return Object.keys(o); })()",
    "({ a: { b: null } }).a?.b?.c ?? 'none'",
    "new Map([['a', 1], ['b', 2]]).get('b')",
    "[...new Map([['a', 1]]).keys()]",
    "[...new Set([1, 2, 1])]",
    "new Set([1]).has(1) && new Map().size === 0",
    "JSON.parse('{\"a\": [1, 2]}').a",
  ],
  functions: [
    "((a, b = a + 1, ...rest) => [a, b, rest.length])(1, undefined, 3, 4)",
    "(function (n) { return n <= 1 ? 1 : n * this(n - 1); }).call((n) => n, 5)",
    "(() => { const f = (n) => (n <= 1 ? 1 : n * f(n - 1)); return f(5); })()",
    "(function () { return arguments.length; })(1, 2, 3)",
    "(() => { let n = 0; const next = () => ++n; next(); next(); return n; })()",
    "(() => { const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i); return fs.map((f) => f()); })()",
    "(() => { function* g() { yield 1; yield* [2, 3]; } return [...g()]; })()",
    "(() => { return hoisted(); function hoisted() { return 'up'; } })()",
    "((x) => x.bind({ v: 3 })())(function () { return this.v; })",
    "Math.max.apply(null, [1, 2])",
  ],
  statements: [
    "(() => { let s = 0; for (const x of [1, 2, 3]) { if (x === 2) continue; s += x; } return s; })()",
    "(() => { let s = ''; for (const k in { a: 1, b: 2 }) s += k; return s; })()",
    "(() => { let i = 0; do { i++; } while (i < 5); while (i > 2) i -= 2; return i; })()",
    "(() => { a: for (let i = 0; ; i++) { for (let j = 0; ; j++) { if (j > i) continue a; if (i > 3) break a; } } return 'out'; })()",
    "(() => { switch (3) { case 1: return 'a'; case 3: case 4: { break; } default: return 'c'; } return 'b'; })()",
    "(() => { switch ('x') { default: return 'd'; case 'y': return 'y'; } })()",
    "(() => { try { throw new Error('no'); } catch (e) { return e.message; } finally { 1; } })()",
    "(() => { try { return 1; } finally { if (true) return 2; } })()",
    "(() => { let [a, b] = [1, 2]; [a, b] = [b, a]; return [a, b]; })()",
    "(() => { const { length } = 'four'; return length; })()",
    "(() => { var x = 1; { var x = 2; } return x; })()",
    "(() => { for (var i = 0; i < 3; i++); for (var k of [1, 2]); return [i, k]; })()",
    "(() => { let x = 1; { let x = 2; } return x; })()",
    "(() => { let a = null; a ||= 3; a &&= 4; return a; })()",
    "(() => { for (const [i, c] of [...'ab'].entries()) if (i) return c; })()",
  ],
  classes: [
    "new (class { x = 1; y = this.x + 1; })().y",
    "new (class A { static n = 2; m() { return A.n; } })().m()",
    "new (class extends (class { f() { return 1; } }) { f() { return super.f() + 1; } })().f()",
    "new (class { #p = 3; get p() { return this.#p; } set p(v) { this.#p = v * 2; } })().p",
    "(() => { class A { #v = 0; set v(x) { this.#v = x * 2; } get v() { return this.#v; } } const a = new A(); a.v = 4; return a.v; })()",
    "(() => { class A { constructor() { this.n = new.target.name; } } class B extends A {} return new B().n; })()",
    "(() => { class A { a; constructor() { this.a = 1; } } class B extends A { a; } return String(new B().a); })()",
    "(() => { class A { static make() { return new this(); } k = 'k'; } return A.make().k; })()",
    "(() => { class A { static { this.s = 5; } } return A.s; })()",
    "Object.keys(new (class { b; a = 1; constructor() { this.c = 2; } })())",
    "(() => { class It { *[Symbol.iterator]() { yield 1; yield 2; } } return [...new It()]; })()",
    "(() => { class A {} return new A() instanceof A && new A().constructor.name; })()",
  ],
  text: [
    "'a,b'.split(',')",
    "'abc'.slice(1) + 'abc'.at(-1) + 'abc'[0]",
    "' x '.trim().padStart(3, '-').repeat(2)",
    "'Abc'.toUpperCase() + 'Abc'.toLowerCase()",
    "'abc'.includes('b') && 'abc'.startsWith('a') && 'abc'.endsWith('c')",
    "'abc'.indexOf('c') + 'abc'.length",
    "'a-b'.replace('-', '+')",
    "'16,M'.split(',').map((s) => (s === 'M' ? s : Number(s)))",
  ],
};

describe("the language is worth what it is worth when it runs", () => {
  const all = Object.values(expressions).flat();
  const file = "/author/values.js";
  const text = all.map((expression, index) => `const v${index} = ${expression};\n`).join("");
  const { facts } = createAnalyzer(authorHost({ [file]: text })).analyze(file);

  for (const [topic, rows] of Object.entries(expressions)) {
    describe(topic, () => {
      for (const expression of rows) {
        it(expression, () => {
          const name = `v${all.indexOf(expression)}`;
          const start = text.indexOf(`const ${name} = `) + "const ".length;
          const fact = facts.find(({ range, role }) => role === "name" && range.start === start);
          const [value] = fact?.values ?? [];
          const found =
            value?.kind === "plain"
              ? value.text
              : value?.kind === "unknown"
                ? `unknown: ${value.reason}`
                : "nothing";
          assert.equal(found, printed(new Function(`return (${expression});`)()));
        });
      }
    });
  }
});

/** As the analyzer prints plain values. */
function printed(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printed).join(", ")}]`;
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
