import { flag, list, type Make, number, text } from "./program-expressions.ts";

/* Statements of generated programs about syntax that model files seldom have: jumps, accessors, private names, iterators. */

const labels: Make = (r, s, id) => ({
  lines: [
    `let way${id} = "";`,
    `all${id}: { way${id} += "a"; for (const x of ${list(r, s, 1)}) { if (x > ${r.below(9)}) ${r.pick(["break", `break all${id}`, "continue"])}; way${id} += x; } way${id} += "z"; }`,
    `rows${id}: for (let i = 0; i < 4; i++) { inner${id}: { try { if (i === ${r.below(4)}) ${r.pick([`continue rows${id}`, `break inner${id}`, `break rows${id}`])}; way${id} += i; } finally { way${id} += "f"; } way${id} += "t"; } }`,
  ],
  value: `way${id}`,
  type: "text",
});

const endings: Make = (r, s, id) => ({
  lines: [
    `const ends${id}: string[] = [];`,
    `const end${id} = (n: number): unknown => { for (const x of [1, 2]) { try { if (n === 0) return "r" + x; if (n % 2) throw "t" + x; } catch (e) { ${r.pick([`if (n > ${r.below(9)}) throw e + "c";`, `return e;`, `ends${id}.push(String(e));`, "continue;"])} } finally { ends${id}.push("f" + x); ${r.pick(["", `if (n === ${r.below(5)}) return "over";`, `if (n > ${r.below(5)}) break;`, "if (x === 1) continue;"])} } } return "end"; };`,
    `for (const n of [0, 1, 2, ${number(r, s, 0)}]) { try { ends${id}.push("=" + end${id}(n)); } catch (e) { ends${id}.push("!" + e); } }`,
  ],
  value: `ends${id}.join()`,
  type: "text",
});

const accessors: Make = (r, s, id) => ({
  lines: [
    `class Base${id} { #v = ${number(r, s, 0)}; get v() { return this.#v; } set v(x) { this.#v = x * 2; } static get tag() { return "b" + this.more; } static more = 1; plain = ${r.below(5)}; }`,
    `class Heir${id} extends Base${id} { override get v() { return super.v + 100; } override set v(x) { super.v = x + ${r.below(4)}; } static override get tag() { return super.tag + "h"; } static override more = 2; bump() { super.v ${r.pick(["+=", "-=", "??="])} ${r.below(6)}; ${r.pick(["super.v++;", "", `[super.v] = [${r.below(9)}];`])} return this; } static isOne(x: object) { try { return "#w" in x || #w in x; } catch { return "no"; } } #w = 1; }`,
    `const heir${id} = new ${r.pick([`Heir${id}`, `Base${id}`])}(); heir${id}.v = ${r.below(9)}; ${r.pick([`heir${id}.v += 2;`, `heir${id}.v++;`, ""])} if (heir${id} instanceof Heir${id}) heir${id}.bump();`,
  ],
  value: `heir${id}.v + (heir${id}.constructor as typeof Base${id}).tag + Heir${id}.isOne(heir${id}) + Object.keys(heir${id})`,
  type: "text",
});

const strangers: Make = (r, _s, id) => ({
  lines: [
    `class Own${id} { #f = 1; #m() { return 2; } get #g() { return 3; } static #s = 4; static ask(o: any, how: number) { return how === 0 ? o.#f : how === 1 ? o.#m() : how === 2 ? o.#g : how === 3 ? (o.#f = 5) : o.#s; } }`,
    `class Sub${id} extends Own${id} {}`,
    `const asked${id} = [new Own${id}(), new Sub${id}(), {}, [1], Own${id}, Sub${id}, ${r.pick(["null", "3", '"x"'])}].map((o) => { try { return String(Own${id}.ask(o, ${r.below(5)})); } catch (e) { return (e as Error).name; } });`,
  ],
  value: `asked${id}.join()`,
  type: "text",
});

const delegation: Make = (r, s, id) => ({
  lines: [
    `const told${id}: unknown[] = [];`,
    `function* deep${id}(): any { try { const got = yield 1; told${id}.push("g" + got); yield* ${r.pick([list(r, s, 1), '"ab"', "new Map([[1, 2]])", "new Set([7])"])}; yield 2; } catch (e) { told${id}.push("c" + e); yield "late"; } finally { told${id}.push("f"); ${r.pick(["", 'yield "kept";', 'return "mine";'])} } return "deep"; }`,
    `function* mid${id}(): any { const r = yield* deep${id}(); told${id}.push("r" + r); yield "m"; return "mid"; }`,
    `const way${id} = ${r.pick(["mid", "deep"])}${id}(); way${id}.next();`,
    `for (const how of ["next", ${r.pick(['"throw"', '"return"', '"next"'])}, "next", ${r.pick(['"throw"', '"return"', '"next"'])}, "next"]) { try { const { value, done } = way${id}[how](how[0]); told${id}.push(value + (done ? "!" : "")); } catch (e) { told${id}.push("t" + e); } }`,
    `for (const x of mid${id}()) { told${id}.push(x); if (x === ${r.pick(["1", '"m"', "2"])}) break; }`,
  ],
  value: `told${id}.join()`,
  type: "text",
});

const patterns: Make = (r, s, id) => ({
  lines: [
    `const order${id}: string[] = []; const note${id} = <T>(name: string, value: T): T => { order${id}.push(name); return value; };`,
    `const { a = note${id}("a", 1), [note${id}("key", "k")]: [b = note${id}("b", a), ...c] = note${id}("c", [${r.pick(["", "undefined", "4, 5"])}]), ...rest${id} } = { ${r.pick(["a: 2, ", "", "a: undefined, "])}${r.pick(["k: [undefined, 3], ", ""])}z: ${number(r, s, 0)} } as any;`,
    `function* stops${id}(): any { const { p = yield "p", q: [t = yield "q"] = yield "list" } = { ${r.pick(["p: 1", "", "q: []", "q: [2]"])} } as any; return p + "," + t; }`,
    `const stop${id} = stops${id}(); let last${id}: any = stop${id}.next(); while (!last${id}.done) { order${id}.push(last${id}.value); last${id} = stop${id}.next(last${id}.value === "list" ? [] : order${id}.length); }`,
    `const held${id}: any = {}; let at${id} = 0; for ([held${id}["x" + at${id}++], held${id}.last = note${id}("dflt", 9)] of [[1], [2, ${r.below(9)}]] as any);`,
  ],
  value: `[a, b, c, rest${id}.z, last${id}.value, JSON.stringify(held${id})].join() + order${id}.join("")`,
  type: "text",
});

const growing: Make = (r, s, id) => ({
  lines: [
    `const grows${id} = new Set<number>(${list(r, s, 1)}.map((x) => Math.abs(x) % 50)); const met${id}: number[] = [];`,
    `for (const x of ${r.pick([`grows${id}`, `grows${id}.values()`])}) { met${id}.push(x); if (met${id}.length < 9) grows${id}.add((x * 2 + ${r.below(5)}) % 40); ${r.pick(["", `grows${id}.delete(x);`, `if (x % 2) grows${id}.delete(x + 1);`])} }`,
    `const links${id} = new Map<string, number>([["a", ${r.below(4)}]]); links${id}.forEach((v, k) => { if (v < 5) links${id}.set(k + v, v + 2); ${r.pick(["", `links${id}.delete(k);`])} });`,
  ],
  value: `met${id}.join() + [...grows${id}].join() + [...links${id}].join(";")`,
  type: "text",
});

const given: Make = (r, s, id) => ({
  lines: [
    `function args${id}(this: unknown, _a?: unknown, _b?: unknown) { arguments[${r.below(5)}] = "x"; return [arguments.length, Array.from(arguments).length, Array.prototype.slice.call(arguments, 1).length, Array.isArray(arguments), JSON.stringify(arguments), typeof (arguments as any).map].join(); }`,
    `const same${id} = new Set<unknown>(); const tag${id} = (s: TemplateStringsArray, ...v: unknown[]) => { same${id}.add(s); return s.raw.join("_") + v.join(); };`,
    `const tagged${id} = ${list(r, s, 1)}.map((x) => tag${id}\`a\${x}\\n\${${flag(r, s, 0)}}\`);`,
  ],
  value: `args${id}(${r.pick(["", "1", "1, 2, 3"])}) + tagged${id}.join("|") + same${id}.size`,
  type: "text",
});

const perhaps: Make = (r, s, id) => ({
  lines: [
    `let evaluated${id} = ""; const ev${id} = (x: number) => { evaluated${id} += x; return x; };`,
    `const may${id}: any = ${r.pick(["null", "undefined", "{ f: (x: number) => x + 1, deep: { g() { return this.h; }, h: 3 } }", "{ f: null, list: [1, [2]] }", `{ get f() { evaluated${id} += "g"; return undefined; }, deep: null }`])};`,
    `const got${id} = [may${id}?.f?.(ev${id}(1)), may${id}?.deep?.g?.(), may${id}?.list?.[1]?.[ev${id}(0)], may${id}?.deep?.["h"], delete may${id}?.deep?.h];`,
    `const set${id}: any = { a: 0, b: null, c: ${text(r, s, 0)} }; set${id}.a ||= ev${id}(2); set${id}.b ??= ev${id}(3); set${id}.c &&= ev${id}(4); set${id}.a ??= ev${id}(5); set${id}.d ??= void ev${id}(6);`,
  ],
  value: `got${id}.map(String).join() + JSON.stringify(set${id}) + evaluated${id} + ("d" in set${id}) + (may${id} ?? "none" === "none")`,
  type: "text",
});

/** One maker for each kind of syntax. */
export const syntaxFeatures: readonly Make[] = [
  ...[labels, endings, accessors, strangers, delegation, patterns, growing, given, perhaps],
];
