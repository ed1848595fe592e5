import type { Random } from "./random.ts";

/*
 * Random programs whose way two unknown conditions decide, over lists, maps, sets, objects, numbers and texts that are changed
 * on both ways: in arms, loops, early exits, `try`, closures and generators. Every value of the conditions can be written in
 * their place, so that each way can be run.
 */

/** A program as its author would write it, and the same for each way that it can go. */
export interface UnknownProgram {
  readonly text: string;
  readonly ways: readonly string[];
}

/** How an author comes by a condition that nobody can know. */
const sources: readonly string[] = [
  "Math.random() > 0.5",
  'process.env["MODE"] === "wide"',
  "Date.now() % 2 === 0",
  "new Date().getHours() < 12",
  "performance.now() > 40",
];

const counts: readonly string[] = [
  "Math.floor(Math.random() * 2)",
  "Date.now() % 2",
  "new Date().getDay() > 3 ? 1 : 0",
];

export function newUnknownProgram(r: Random): UnknownProgram {
  const names = ["a", "b"].map((name) => ({ name, isCount: r.below(5) === 0 }));
  const body = bodyOf(r, names);
  const written = names.map(({ isCount }) => r.pick(isCount ? counts : sources));
  const given = (values: readonly string[]): string =>
    names.map(({ name }, index) => `const ${name}: any = ${values[index]};\n`).join("");
  const ways = [0, 1].flatMap((first) => [0, 1].map((second) => [first, second]));
  const wayOf = (bit: number | undefined, index: number): string =>
    String(names[index]?.isCount === true ? bit : bit === 1);
  return {
    text: header + given(written) + body,
    ways: ways.map((bits) => header + given(bits.map(wayOf)) + body),
  };
}

const header = 'import { cat, nn, randn } from "cnn-blocks";\n';

interface Names {
  /** An expression that is true on some ways only. */
  readonly condition: () => string;
  /** A whole number that is 0 on some ways. */
  readonly count: () => string;
}

function bodyOf(r: Random, names: readonly { readonly name: string; readonly isCount: boolean }[]): string {
  const one = (): string => r.pick(names).name;
  const condition = (): string =>
    r.pick([one, one, () => `!${one()}`, () => `(${one()} && ${one()})`, () => `(${one()} || !${one()})`])();
  const inSight: Names = { condition, count: () => `(${one()} ? 1 : 0)` };
  const start = `let l: any = [${firstNumbers(r)}]; let n = ${r.below(4)}; let t = ""; const m = new Map<any, any>([["x", 1]]); const s = new Set<any>([1, 2]); let o: any = { x: 1 }; let q: any = l; const ms: any[] = []; let g: any = [[1, 2], [3]]; let d: any = { list: l, in: { n: 1 } }; let u: any = [4, 5, 6]; const kept: any[] = [{ k: 1 }, { k: 2 }, { k: 3 }]; let w: any = [...kept];\n`;
  const lines = Array.from({ length: 2 + r.below(3) }, (_, index) => statement(r, inSight, 2, String(index)));
  const values = Array.from({ length: 5 }, (_, index) => `export const v${index} = ${r.pick(results)};\n`);
  return `${start}${lines.join("\n")}\n${values.join("")}`;
}

function firstNumbers(r: Random): string {
  return Array.from({ length: r.below(4) }, () => r.below(6)).join(", ");
}

function statement(r: Random, names: Names, depth: number, id: string): string {
  const act = (): string => r.pick(acts)(r);
  if (depth === 0) return act();
  const c = (): string => names.condition();
  const inner = (part: string): string => statement(r, names, depth - 1, id + part);
  const forms: readonly (() => string)[] = [
    act,
    () => `if (${c()}) { ${inner("a")} }`,
    () => `if (${c()}) { ${inner("a")} } else { ${inner("b")} }`,
    () => `if (${c()}) { ${act()} } else if (${c()}) { ${act()} } else { ${inner("b")} }`,
    () =>
      `for (let i = 0; i < ${1 + r.below(3)}; i++) { ${inner("a")} if (${c()}) ${r.pick(["break", "continue"])}; ${act()} }`,
    () =>
      `for (const x of ${r.pick(["[1, 2]", "[...l].slice(0, 4)", "[...s].slice(0, 4)"])}) { if (${c()}) ${r.pick(["break", "continue", "n += x"])}; ${inner("a")} }`,
    () => `for (let i = 0; i < ${names.count()}; i++) { ${inner("a")} }`,
    () =>
      `{ let k = 0; while (k < 3) { k++; ${act()} if (${c()}) ${r.pick(["break", "continue", "k++"])}; ${act()} } }`,
    () =>
      `{ let k = 0; do { ${act()} k++; ${r.pick(["", `if (${c()}) continue;`])} ${act()} } while (k < 3 && ${c()}); }`,
    () => `b${id}: { ${act()} if (${c()}) break b${id}; ${inner("a")} }`,
    () =>
      `try { ${act()} if (${c()}) throw new Error("e" + l.length); ${inner("a")} } catch (e: any) { t += e.message; ${act()} } ${r.pick(["", `finally { ${act()} }`])}`,
    () =>
      `switch (${names.count()}) { case 0: ${act()} ${r.pick(["", "break;"])} case 1: ${inner("a")} ${r.pick(["", "break;"])} default: ${act()} }`,
    () =>
      `{ const f${id} = (k: number): number => { ${act()} if (${c()}) return k; ${inner("a")} return k + 1; }; n += f${id}(1); ${r.pick(["", `n += f${id}(2);`])} }`,
    () => `${c()} ${r.pick(["&&", "||"])} (() => { ${inner("a")} })();`,
    () => `n = ${c()} ? n + 1 : l.length;`,
    () => `l = ${c()} ? [...l, ${r.below(6)}] : ${r.pick(["l", "[]", "l.slice(1)", "q"])};`,
    () => `[1, 2].forEach((x) => { if (${c()}) ${r.pick(["return", "l.push(x)", "n += x"])}; ${act()} });`,
    () =>
      `{ function* g${id}() { yield 1; ${act()} if (${c()}) return; yield 2; ${act()} } for (const x of g${id}()) { l.push(x); ${r.pick(["", `if (${c()}) break;`])} } }`,
    () => `l = l.filter((x: number) => ${c()} || x > ${r.below(4)});`,
    () => `l = [...l.map((x: number) => (${c()} ? x : x + 1)), ...(${c()} ? [${r.below(5)}] : [])];`,
    () => `o = { ...o, ...(${c()} ? { y: l.length } : {}) };`,
    () => `q = ${c()} ? l : [9];`,
    () => `q.push(n);`,
    () =>
      `{ const pick = ${c()} ? l : ${c()} ? q : g[0] ?? []; pick.push(${r.below(6)}); ${act()} pick.shift(); }`,
    () =>
      `d = ${c()} ? { ...d, list: [...d.list] } : d; d.list.push(${r.below(5)}); d.in.n += ${c()} ? 1 : 2;`,
    () => `{ const [x = 1, ...rest] = ${c()} ? l : u; n += x; u = ${c()} ? rest : u; ${inner("a")} }`,
    () =>
      `{ const down = (k: number): number => { ${act()} return k <= 0 || ${c()} ? k : down(k - 1); }; n += down(2); }`,
    () =>
      `o${id}: for (const x of [1, 2]) { for (const z of [1, 2]) { if (${c()}) ${r.pick(["continue", "break"])} o${id}; ${act()} if (z === x) ${r.pick(["break", "continue"])}; ${act()} } }`,
    () =>
      `while (Math.max(...[0, ...l]) > 3 && l.length > 0) { if (${c()}) l.pop(); else l.shift(); ${act()} if (l.length > 6) break; }`,
    () =>
      `{ const it = l[Symbol.iterator](); for (let i = 0; i < ${names.count()} + 1; i++) { const { value, done } = it.next(); if (done) break; n += value; } }`,
    () =>
      `try { ${inner("a")} if (${c()}) throw l.slice(); } catch (e: any) { e.push(9); u = e; } finally { ${r.pick(["", act()])} }`,
    () =>
      `try { ${inner("a")} ${r.pick([`JSON.parse(${c()} ? "1" : "{");`, `new nn.Conv2d(3, ${c()} ? 8 : -1, 1);`, `(${c()} ? o : null).x;`, `"x".repeat(${c()} ? 1 : -1);`])} ${act()} } catch { ${act()} }`,
    () => `({ x() { ${act()} }, y() { ${act()} }, z: 1 } as any)[${c()} ? "x" : "y"]();`,
    () =>
      `{ const go = (k: number): void => { ${act()} if (k > 0 && ${c()}) go(k - 1); ${act()} }; go(${1 + r.below(3)}); }`,
    () =>
      `for (const [k, v] of [...m, ...Object.entries(o)].slice(0, 3)) { if (${c()}) { m.set(k, n); continue; } t += k; ${r.pick(["", "m.delete(k);", "n += Number(v);"])} }`,
    () =>
      `g = ${c()} ? g.map((row: any) => [...row, ${r.below(4)}]) : g.slice(0, ${1 + r.below(2)}); g[0]?.push(n);`,
    () => `l.sort((x: number, y: number) => (${c()} ? x - y : y - x));`,
    () => `({ n, t } = ${c()} ? { n: n + 1, t } : { n, t: t + "s" });`,
    () =>
      `{ class B { v = [n]; add(x: any) { if (${c()}) this.v.push(x); return this; } } class D extends B { override add(x: any) { super.add(x); ${act()} return this; } } const b = ${c()} ? new B() : new D(); b.add(1).add(2); u = b.v; }`,
    () =>
      `{ const net = new nn.Sequential(new nn.Linear(4, ${c()} ? 4 : 5), ...(${c()} ? [new nn.ReLU()] : [])); n += net(randn(1, 4)).shape[1]! + net.length; }`,
    () => `${c()} ? l.push(${r.below(6)}) : m.set("c", l.length);`,
    () => `{ const { x = 5, z = l.length } = ${c()} ? o : ({} as any); n += x + z; }`,
    () => `ms.push(...(${c()} ? [new nn.ReLU()] : []), ...l.slice(0, 2).map(() => new nn.Identity()));`,
    () =>
      `{ const p = { l, get k() { return ${c()} ? this.l.length : 0; } }; n += p.k; ${inner("a")} n += p.k; }`,
    () =>
      `{ class K { f = [1]; constructor() { if (${c()}) this.f.push(2); ${act()} } get size() { return this.f.length; } } const k = new K(); if (${c()}) k.f.pop(); n += k.size; t += k.f.join(); }`,
  ];
  return r.pick(forms)();
}

type Act = (r: Random) => string;

const acts: readonly Act[] = [
  (r) => `l.push(${r.below(6)});`,
  (r) => `l.push(${r.below(6)}, n);`,
  () => "l.pop();",
  () => "l.shift();",
  (r) => `l.unshift(${r.below(6)});`,
  (r) => `l.length = ${r.pick(["0", "1", "2", "Math.min(l.length, 2)"])};`,
  (r) => `l.splice(${r.below(2)}, ${r.below(2)}${r.pick(["", ", 7", ", 7, 8"])});`,
  (r) => `l = [${r.below(6)}];`,
  (r) =>
    `l = ${r.pick(["[...l, 3]", "l.concat([4, 5])", "l.slice(0, 2)", "[...new Set(l)]", "l.toReversed()"])};`,
  () => "l.reverse();",
  () => "l.sort((x: number, y: number) => x - y);",
  (r) => `l[${r.pick(["0", "l.length", "1", "n"])}] = ${r.below(6)};`,
  () => "l.fill(2);",
  (r) => `n ${r.pick(["+=", "-=", "*="])} ${r.pick(["1", "2", "l.length", "m.size", "(l[0] ?? 3)"])};`,
  () => "n++;",
  () => "n = l.length;",
  (r) => `t += ${r.pick(['"x"', "n", "l.length", "l.join()", "[...s].join()"])};`,
  (r) => `m.set(${r.pick(['"x"', '"y"', "n"])}, ${r.pick(["1", "l.length", "n"])});`,
  () => 'm.delete("x");',
  () => "m.clear();",
  (r) => `s.add(${r.pick(["1", "5", "n", "l[0]"])});`,
  (r) => `s.delete(${r.pick(["1", "5", "n"])});`,
  (r) => `o.${r.pick(["x", "y"])} ${r.pick(["=", "+=", "??=", "||="])} ${r.pick(["2", "n", "l.length"])};`,
  (r) => `delete o.${r.pick(["x", "y"])};`,
  () => "q = l;",
  () => "q = [...l];",
  () => "q.push(8);",
  () => "q.pop();",
  () => "ms.push(new nn.ReLU());",
  () => "ms.pop();",
  () => "[n, l[0]] = [l[0] ?? 1, n];",
  () => "for (const k in o) t += k;",
  () => "g[0]?.push(l.length);",
  () => "g.pop();",
  () => "g = [...g, l];",
  () => "d.list = q;",
  () => "d.in.n++;",
  () => "d.list.pop();",
  () => "u.splice(1, 1);",
  () => "u = l;",
  () => "u.unshift(n);",
  () => "l = d.list;",
  () => "t = t.slice(0, 6);",
  (r) => `(${r.pick(chosen)} ?? ({} as any)).k ${r.pick(["= n;", "= 5;", "++;", "= l.length;"])}`,
  (r) => `(${r.pick(chosen)} ?? ({} as any)).k ${r.pick(["= n;", "= 5;", "++;", "= l.length;"])}`,
  (r) => `for (const x of ${r.pick(someOfThem)}) x.k = ${r.pick(["n", "4", "l.length"])};`,
  (r) => `${r.pick(someOfThem)}.forEach((x: any) => { x.k += 1; n++; });`,
  () => "w.reverse();",
  () => "w.push(kept[0]);",
  () => "w.splice(n, 1);",
  () => "w = [...w, { k: n }];",
  () => "w.sort((x: any, y: any) => x.k - y.k);",
  (r) => `${r.pick(changed)};`,
];

/** One of some things, which depends on numbers that may differ between ways. */
const chosen: readonly string[] = [
  "w.at(n % 3)",
  "w[n]",
  "w[l.length]",
  "w.pop()",
  "w.shift()",
  "w.find((x: any) => x.k > n)",
  "w.findLast((x: any) => x.k < n)",
  "w.filter((x: any) => x.k > n)[0]",
  "w.slice(n)[0]",
  "w.slice().sort((x: any, y: any) => (x.k - y.k) * n)[0]",
  "w.splice(n, 1)[0]",
  "new Map<any, any>(w.map((x: any, i: number) => [i, x])).get(n)",
  "new Map<any, any>(w.map((x: any) => [x.k, x])).get(1)",
  'Object.fromEntries(w.map((x: any, i: number) => ["k" + i, x]))["k" + n]',
  "[...new Set(w)].at(-1)",
  "w.reduce((x: any, y: any) => (x.k > y.k + n ? x : y), { k: 0 })",
  "w.values().next().value",
  "w.flatMap((x: any) => (x.k > n ? [x] : []))[0]",
  '({ x: w[0], y: w[1] } as any)[n > 2 ? "x" : "y"]',
];

const someOfThem: readonly string[] = [
  "w",
  "w.slice(n)",
  "w.slice(0, n)",
  "w.filter((x: any) => x.k > n)",
  "w.toSpliced(n, 1)",
  "w.with(0, kept[1])",
  "[w[n] ?? kept[0], ...w.slice(1)]",
];

const changed: readonly string[] = [
  't = t.replace(/x/g, () => { n++; return "y"; })',
  "Reflect.apply((...x: any[]) => { n += x.length; }, null, l)",
  "((...x: any[]) => { n += x.length; }).apply(null, l)",
  "l.reduce((x: number, y: number) => { n++; return x + y; }, 0)",
  "l.toSorted((x: number, y: number) => { n++; return x - y; })",
];

const results: readonly string[] = [
  "l.length",
  "l.length",
  "l.join()",
  "l.at(-1)",
  "l[0]",
  "l[1]",
  "l.includes(2)",
  "l.indexOf(3)",
  "l.map((x: number) => x * 2).join()",
  "l.reduce((x: number, y: number) => x + y, 0)",
  "l.filter((x: number) => x > 2).length",
  "l.some((x: number) => x > 4)",
  "JSON.stringify(l)",
  "[...l.keys()].join()",
  "Math.max(0, ...l)",
  "n",
  "n > 3",
  "t",
  "t.length",
  "m.size",
  "[...m.keys()].join()",
  '[...m.values()].join("+")',
  'm.get("x")',
  'm.has("y")',
  "s.size",
  "[...s].join()",
  "s.has(5)",
  "Object.keys(o).join()",
  "JSON.stringify(o)",
  "o.x",
  '"y" in o',
  "q.length",
  "q.join()",
  "q === l",
  "ms.length",
  "new nn.Sequential(...ms).length",
  "ms.map((layer) => layer.constructor.name).join()",
  'randn(1, Math.max(1, l.length)).shape.join("x")',
  'cat([randn(1, 2), ...ms.map(() => randn(1, 2))], 1).shape.join("x")',
  "Array.from({ length: l.length }, (_, i) => i).join()",
  "typeof l[0]",
  "u.join()",
  "u.length",
  "u[0]",
  "g.length",
  "JSON.stringify(g)",
  "g.flat().length",
  "d.list.length",
  "d.list === l",
  "d.in.n",
  "JSON.stringify(d)",
  "g[0]?.at(-1)",
  "l.length === 1 ? 10 : 20",
  "kept[0].k",
  "kept[2].k",
  "kept.length + w.length",
  "w[0]?.k",
  'kept.map((x: any) => String(x.k)).join("+")',
  'w.map((x: any) => String(x.k)).join("+")',
  "w.includes(kept[1])",
];
