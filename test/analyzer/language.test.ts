// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these texts are JavaScript.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyze } from "../../src/analyzer/index.ts";
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
    "3 < Object || class {} >= 0 || (() => 1) < null",
    "Number.isNaN(/5/ * 2) && Number.isNaN(-/5/) && !(/5/ < 6)",
    "Object.assign(/5/, { valueOf: () => 5 }) * 2",
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
  patterns: [
    "/^conv(\\d)-(\\d+)$/.exec('conv3-64').slice(1).map(Number)",
    "'64 M  128'.split(/\\s+/)",
    "'conv3x3'.match(/(?<kind>[a-z]+)(?<size>\\d)/).groups.size",
    "[...'a1b22'.matchAll(/[a-z](\\d+)/g)].map((m) => m[1] + m.index)",
    "'a-b-c'.replace(/-/g, '+') + 'x1'.replace(/(\\w)(\\d)/, '$2$1')",
    "'r18 r50'.replace(/\\d+/g, (n) => String(Number(n) + 1))",
    "(() => { const r = /\\d/g; return [r.test('a1'), r.lastIndex, r.exec('a1'), r.lastIndex].length; })()",
    "new RegExp('^' + 'net', 'i').test('Network') && !/b/.test('a')",
    "'a,b'.search(/,/) + String(/a+/gi).length + /x/y.sticky",
  ],
  conversions: [
    "(11).toString(2) + (255).toString(16) + Number.parseInt('1011', 2) + parseInt('7f', 16)",
    "(3.14159).toPrecision(3) + (1e21).toString() + (0.5).toString(2)",
    "`${{ toString: () => 'own' }}` + `${[1, [2, 3]]}` + `${{}}`",
    "({ valueOf: () => 4 }) * 2 + +[] + +'0x10'",
    "({ [Symbol.toPrimitive]: (hint) => hint }) + '!'",
    "String(undefined) + String(null) + String([null, 1]) + String(Symbol('s'))",
    "undefined + 1",
    "2n ** 10n + BigInt(3)",
    "typeof 1n + typeof Symbol() + typeof /x/ + typeof Math",
  ],
  json: [
    "JSON.stringify({ a: [1, null, undefined], b: undefined, c: 'x', d: NaN })",
    "JSON.stringify([1, { a: 2 }], null, 2)",
    "JSON.stringify({ a: 1, b: 2 }, ['a']) + JSON.stringify({ a: 1 }, (k, v) => (k === 'a' ? v + 1 : v))",
    "JSON.stringify({ toJSON() { return 'own'; } }) + JSON.stringify(new Map([[1, 2]]))",
    "JSON.parse('[1, {\"a\": 2}]', (k, v) => (typeof v === 'number' ? v * 2 : v))[1].a",
    "(() => { const a = { n: [1] }; const b = structuredClone(a); b.n.push(2); return [a.n.length, b.n.length]; })()",
    "(() => { const a = new Map([['k', [1]]]); const b = structuredClone(a); b.get('k').push(2); return a.get('k').length; })()",
    "(() => { const a = { name: 'a' }; a.self = a; const b = structuredClone(a); return b.self === b && b !== a; })()",
  ],
  reflection: [
    "(() => { const o = {}; Reflect.set(o, 'a', 2); return Reflect.get(o, 'a') + Reflect.ownKeys(o).length; })()",
    "Reflect.has({ a: 1 }, 'a') && Reflect.apply(Math.max, null, [1, 2]) === 2",
    "Reflect.construct(class { n = 3; }, []).n",
    "(() => { const o = {}; Object.defineProperty(o, 'h', { value: 1 }); return [Object.keys(o).length, o.h]; })()",
    "(() => { const o = {}; Object.defineProperty(o, 'g', { get() { return 7; }, enumerable: true }); return o.g; })()",
    "Object.isFrozen(Object.freeze({})) && !Object.isFrozen([1])",
    "Object.getPrototypeOf([]) === Array.prototype",
    "(() => { class A { m() { return 1; } } return A.prototype.m.call(null) + Object.getOwnPropertyNames(A.prototype).length; })()",
    "Array.prototype.slice.call([1, 2, 3], 1)",
    "Object.getOwnPropertyDescriptor({ a: 1 }, 'a').value",
    "(() => { const s = Symbol('s'); const o = { [s]: 1, a: 2 }; return o[s] + Object.keys(o).length; })()",
    "({ '#fff': 1, '@x': 2 })['#fff'] + Object.keys({ '#fff': 1, '@x': 2 }).length",
  ],
  errors: [
    "(() => { try { null_; } catch { return 1; } function null_() {} return 2; })()",
    "(() => { try { throw new TypeError('no'); } catch (e) { return [e instanceof Error, e instanceof RangeError, e.name, String(e)]; } })()",
    "(() => { class Mine extends Error { constructor(m) { super(m); this.name = 'Mine'; } } const e = new Mine('x'); return [String(e), e instanceof Error, Object.keys(e)]; })()",
    "new Error('a', { cause: 3 }).cause",
  ],
  generators: [
    "(() => { function* g() { yield 4; yield 5; return 6; } const i = g(); return [i.next().value, i.next().value, i.next().value, i.next().done]; })()",
    "(() => { function* g() { let n = 0; for (;;) yield n++; } const [a, b, c] = g(); return [a, b, c]; })()",
    "(() => { function* g() { for (let n = 0; ; n++) yield n; } let s = 0; for (const n of g()) { if (n > 4) break; s += n; } return s; })()",
    "(() => { function* g() { const a = yield 1; const b = yield a + 1; return a + b; } const i = g(); return [i.next().value, i.next(5).value, i.next(7).value]; })()",
    "(() => { const log = []; function* g() { log.push('a'); yield 1; log.push('b'); yield 2; } for (const x of g()) log.push(x); return log; })()",
    "(() => { const log = []; function* g() { try { yield 1; yield 2; } finally { log.push('end'); } } for (const x of g()) { log.push(x); break; } return log; })()",
    "(() => { function* g() { try { yield 1; } catch (e) { yield e.message; } } const i = g(); i.next(); return i.throw(new Error('in')).value; })()",
    "(() => { function* g() { yield 1; } const i = g(); i.next(); return JSON.stringify(i.return(9)) + i.next().done; })()",
    "(() => { function* in_() { const x = yield 1; return x * 2; } function* out() { const r = yield* in_(); yield r; } const i = out(); i.next(); return i.next(4).value; })()",
    "(() => { function* walk(t) { if (!t) return; yield* walk(t[0]); yield t[1]; yield* walk(t[2]); } return [...walk([[null, 1, null], 2, [null, 3, null]])]; })()",
    "(() => { function* g(n) { while (n > 0) { if (n % 2) yield n; n--; } } return [...g(5)]; })()",
    "(() => { function* g() { let x = 0; do { x += (yield x) ?? 1; } while (x < 3); } return [...g()]; })()",
    "(() => { function* g() { a: for (const x of [1, 2, 3]) for (const y of [1, 2]) { if (y > x) continue a; if (x > 2) break a; yield [x, y].join(''); } } return [...g()]; })()",
    "(() => { function* g(o) { for (const k in o) yield k; } return [...g({ a: 1, b: 2 })]; })()",
    "(() => { class Tree { constructor(xs) { this.xs = xs; } *[Symbol.iterator]() { for (const x of this.xs) yield x * 2; } } return [...new Tree([1, 2])]; })()",
    "(() => { const it = { from: 1, to: 3, [Symbol.iterator]() { let at = this.from; const { to } = this; return { next: () => (at <= to ? { value: at++, done: false } : { value: undefined, done: true }) }; } }; return [...it]; })()",
    "(() => { class Count { n = 0; next() { return { done: this.n >= 2, value: this.n++ }; } [Symbol.iterator]() { return this; } } return [...new Count()]; })()",
    "(() => { const i = new Map([['a', 1]]).keys(); return [i.next().value, i.next().done]; })()",
    "(() => { const m = new Map([['a', 1], ['b', 2]]); return m.values().next().value + [...m.entries()].length; })()",
    "(() => { const i = [1, 2, 3].values(); i.next(); return [...i]; })()",
    "(() => { const a = [1]; const seen = []; for (const x of a) { seen.push(x); if (a.length < 3) a.push(x + 1); } return seen; })()",
    "(() => { function* g() { yield; } return String([...g()][0]); })()",
    "(() => { function* g() { return 3; } const [x = 7] = g(); return x; })()",
    "Array.from((function* () { yield 1; yield 2; })(), (x) => x * 3)",
    "Object.fromEntries((function* () { yield ['a', 1]; })()).a",
    "Math.max(...(function* () { yield 2; yield 9; })())",
  ],
  typed: [
    "Array.from(Uint8Array.of(1, 300, -1))",
    "[...new Float32Array([0.1, 2])].map((x) => x === 0.1)",
    "(() => { const a = new Int8Array(3); a[0] = 200; a[5] = 1; return [a[0], a.length, Object.keys(a).length]; })()",
    "[...new Float64Array(2).fill(1.5).map((x) => x * 2)].concat(new Uint8Array([3, 1, 20]).sort()[2])",
    "Array.isArray(new Uint8Array(1)) || new Uint8Array(1) instanceof Uint8Array",
    "(() => { const a = new Uint16Array(4); a.set([1, 2], 1); return a.join('-') + a.subarray(1, 3).length; })()",
    "(() => { const a = new Float32Array(4); const b = a.subarray(1, 3); b[0] = 5; a[2] = 7; return a.join() + b.join() + b.length; })()",
    "(() => { const a = new Uint8Array(6); a.subarray(1).subarray(1, -1).fill(300); return a.join(); })()",
    "(() => { const a = new Int16Array([4, 3, 2, 1]); a.subarray(1).sort(); a.subarray(-2).reverse(); a.subarray(2).set([9]); return a.join(); })()",
    "(() => { const a = new Int8Array(4); a.subarray(3, 1).fill(2); const c = a.slice(1); c[0] = 3; return a.join() + c.join(); })()",
    "(() => { const a = new Uint8Array(3); const { length } = a.subarray(1); for (const v of [a, a.subarray(2)]) v[0] += length; return [...a]; })()",
    "new Uint8Array([1, 2]).reduce((a, b) => a + b) + Int32Array.BYTES_PER_ELEMENT",
  ],
  others: [
    "[1, 2, 3, 4].copyWithin(0, 2)",
    "[1, 2, 3].toSpliced ? [1, 2, 3].toSpliced(0, 1, 9) : []",
    "[3, undefined, 1].sort().length + String([3, undefined, 10].sort())",
    "[NaN].includes(NaN) && [NaN].indexOf(NaN) === -1",
    "Object.is(NaN, NaN) && !Object.is(0, -0)",
    "[1, 2, 3].hasOwnProperty(1) && ({ a: 1 }).hasOwnProperty('a')",
  ],
  private: [
    "(() => { class A { #n = 1; a() { return this.#n; } static has(x) { return #n in x; } } class B extends A { #n = 2; b() { return this.#n; } } const b = new B(); return [b.a(), b.b(), A.has(b), A.has({})]; })()",
    "(() => { class A { static #made = 0; #twice() { return 2; } static make() { A.#made++; return new A().#twice() + A.#made; } } return A.make(); })()",
  ],
  text: [
    "'a,b'.split(',')",
    "'abc'.slice(1) + 'abc'.at(-1) + 'abc'[0]",
    "' x '.trim().padStart(3, '-').repeat(2)",
    "'Abc'.toUpperCase() + 'Abc'.toLowerCase()",
    "'abc'.includes('b') && 'abc'.startsWith('a') && 'abc'.endsWith('c')",
    "'abc'.indexOf('c') + 'abc'.length",
    "'a-b'.replace('-', '+')",
    "String.raw`a\\n${1}` + ((s, ...v) => s.join('|') + v)`x${1}y${2}`",
    "encodeURIComponent('a b') + String.fromCharCode(65) + 'é'.normalize('NFD').length",
    "'abc'.at(-1) + 'abc'.codePointAt(1) + 'a'.localeCompare('b')",
    "'16,M'.split(',').map((s) => (s === 'M' ? s : Number(s)))",
  ],
};

describe("the language is worth what it is worth when it runs", () => {
  const all = Object.values(expressions).flat();
  const file = "/author/values.js";
  const text = all.map((expression, index) => `const v${index} = ${expression};\n`).join("");
  const { facts } = analyze(authorHost({ [file]: text }), file);

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
