import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyze } from "../../src/analyzer/index.ts";
import { authorHost } from "./author-host.ts";

/** What the analyzer knows of the variable `out` of a file. */
function outOf(text: string): string {
  const { facts, problems } = analyze(authorHost({ "/model.ts": text }), "/model.ts");
  assert.deepEqual(problems, []);
  const fact = facts.findLast(
    ({ role, range }) => role === "name" && text.slice(range.start, range.end) === "out",
  );
  const [value] = fact?.values ?? [];
  return value?.kind === "plain" ? value.text : (value?.kind ?? "nothing");
}

/** Many calls first, so that calls are remembered when it matters. */
const often = "for (let k = 0; k < 100; k++) f(k % 3);";

/** Programs whose calls must not be mistaken for earlier ones; the engine that runs this test says what is right. */
const programs: Readonly<Record<string, string>> = {
  "a counter in a closure": `let n = 0; const f = (a) => { n += a; return n; }; ${often} const out = f(1);`,
  "a variable that changes between calls": `let n = 0; const f = (a) => a + n; ${often} n = 5; const out = f(1) + (n = 7, f(1));`,
  "a variable behind another function": `let n = 0; const g = () => n; const f = (a) => a + g(); ${often} n = 5; const out = f(1);`,
  "a field of this": `const o = { n: 1, f(a) { return a + this.n; } }; const f = (a) => o.f(a); ${often} o.n = 9; const out = f(1);`,
  "another this": `function g(a) { return this.n + a; } const f = (a) => g.call({ n: a }, 1); ${often} const out = [g.call({ n: 5 }, 1), g.call({ n: 6 }, 1)];`,
  "an element of an array": `const list = [1, 2, 3]; const f = (a) => list[a]; ${often} list[1] = 50; const out = f(1);`,
  "an element of a nested array": `const list = [[1], [2], [3]]; const f = (a) => list[a][0]; ${often} list[1][0] = 50; const out = f(1);`,
  "the length of an array": `const list = [1]; const f = (a) => a + list.length; ${often} list.push(2); const out = f(1);`,
  "an entry of a map": `const map = new Map([[1, 1]]); const f = (a) => map.get(1) + a; ${often} map.set(1, 50); const out = f(1);`,
  "a spread": `const list = [1, 2]; const f = (a) => Math.max(a, ...list); ${often} list[0] = 50; const out = f(1);`,
  "a loop over an array": `const list = [1, 2]; const f = (a) => { let s = a; for (const v of list) s += v; return s; }; ${often} list.push(50); const out = f(1);`,
  "a result that is changed": `const f = (a) => [a, { b: a }]; ${often} const x = f(1); x.push(5); x[1].b = 7; const out = [f(1).length, f(1)[1].b, x.length, x[1].b];`,
  "a result that is changed by the first caller": `const f = (a) => ({ a }); for (let k = 0; k < 200; k++) { const r = f(k % 5); r.a += 100; } const out = f(3).a;`,
  "a result that is older": `const list = [1]; const f = (a) => list; ${often} f(1).push(2); const out = list.length + f(1).length;`,
  "identity of results": `const f = (a) => [a]; ${often} const out = f(1) === f(1);`,
  "an argument's default": `let d = 1; const f = (a, b = d) => a + b; ${often} d = 10; const out = f(1);`,
  "a static field": `class A { static n = 1; } const f = (a) => A.n + a; ${often} A.n = 9; const out = f(1);`,
  "a field through a getter": `const o = { n: 1, get m() { return this.n; } }; const f = (a) => o.m + a; ${often} o.n = 9; const out = f(1);`,
  "a push in a condition": `const seen = []; const f = (a) => { if (a === 2) seen.push(a); return a; }; ${often} const out = seen.length;`,
  "an effect of an inner call": `let n = 0; const g = (a) => { if (a > 1) n++; return a; }; const f = (a) => g(a) + 1; ${often} const out = n;`,
  "an effect on something of the caller": `const g = (list, a) => { list.push(a); return a; }; const f = (a) => { const list = []; g(list, a); g(list, a); return list.length; }; ${often} const out = f(1);`,
  "a variable that is read behind an effect within the call": `let n = 1; const f = (a) => { const list = []; const g = (b) => { list.push(b); return n; }; return g(a) + list.length; }; ${often} n = 50; const out = f(1);`,
  "a variable that is read behind a loop that throws": `let n = 1; const f = (a) => { try { for (let i = 0; i < 100; i++) if (i === 63) throw "x"; } catch {} return a + n; }; ${often} n = 50; const out = f(1);`,
  "a text beside a number": `const f = (a) => typeof a; ${often} const out = f("1") + f(1);`,
  "a recursion": "const f = (n) => (n < 2 ? n : f(n - 1) + f(n - 2)); const out = f(27);",
  "a recursion with lists": `const f = (n) => { const from = []; for (let i = 0; i < 10; i++) { const s = 2 ** i; if (n % s === 0 && n > 0) from.push(n - s); }
    return { out: from.reduce((sum, k) => sum + f(k).out, 1), from }; }; const out = f(30).out;`,
  "a recursion that keeps a table":
    "const table = {}; const f = (n) => (n < 2 ? n : (table[n] ??= f(n - 1) + f(n - 2))); const out = f(60);",
  "a method's recursion":
    "class A { f(n) { return n < 2 ? n : this.f(n - 1) + this.f(n - 2); } } const out = new A().f(25);",
  "a thrown error": `let n = 0; const f = (a) => { if (a === 1) throw new Error("x"); return a; }; for (let k = 0; k < 200; k++) try { f(k % 3); } catch { n++; } const out = n;`,
  "a generator": `let n = 0; function* g(a) { n++; yield a; } const f = (a) => [...g(a)][0]; ${often} const out = n;`,
};

describe("a call that is remembered gives what running it again would give", () => {
  it("a timer that each call sets", () => {
    const f = "const f = (a) => { setTimeout(() => { n += 1; }, 0); return a; };";
    const wait = "await new Promise((done) => setTimeout(done, 5));";
    assert.equal(outOf(`let n = 0; ${f} ${often} ${wait} const out = n;`), "100");
  });

  for (const [name, text] of Object.entries(programs)) {
    it(name, () => {
      const expected: unknown = new Function(`${text}; return out;`)();
      assert.equal(outOf(text).replaceAll(" ", ""), JSON.stringify(expected));
    });
  }
});
