import assert from "node:assert/strict";
import { transform } from "esbuild";
import { describe, it } from "mocha";
import { analyze } from "../../src/analyzer/index.ts";
import { parseFile } from "../../src/analyzer/syntax/index.ts";
import { printShape } from "../../src/ir/index.ts";
import { authorHost } from "./author-host.ts";

/** What parses and is no JavaScript all the same, with the words that tell it. */
const refused: Readonly<Record<string, string>> = {
  "const a = 1; const a = 2;": "a is declared twice: line 1 declares it already.",
  "let a = 1;\nvar a = 2;": "a is declared twice: line 1 declares it already.",
  "class Net {} class Net {}": "Net is declared twice: line 1 declares it already.",
  "function f() {} function f() {}": "f is declared twice: line 1 declares it already.",
  "function f() { let x = 1; let x = 2; }": "x is declared twice: line 1 declares it already.",
  "const f = (x: number) => { const x = 2; };": "x is declared twice: line 1 declares it already.",
  "const f = (x: number, x: number) => x;": "x is declared twice: line 1 declares it already.",
  "try { f(); } catch (e) { const e = 1; }": "e is declared twice: line 1 declares it already.",
  "switch (f()) { case 1: let a; break; case 2: let a; }": "a is declared twice: line 1 declares it already.",
  "for (const [a, a] of []) f();": "a is declared twice: line 1 declares it already.",
  "import { n } from 'm'; const n = 1; f(n);": "n is declared twice: line 1 declares it already.",
  "export const a = 1; export { a };": "a is exported twice.",
  "export default 1; export default 2;": "default is exported twice.",
  "export export const a = 1;": "export is written twice.",
  "const a: number;": "The constant a is given no value.",
  "let [a];": "What is taken apart is given no value.",
  "for (const a = 1 of b) f(a);": "The variable of such a loop is given its value by the loop.",
  "for (const a, b of c) f(a);": "Such a loop declares one variable.",
  "function f() { await g(); }": "await stands in a function that is not async.",
  "const f = () => { for await (const x of y) g(x); };": "await stands in a function that is not async.",
  "class A { x = await f(); }": "await stands in a function that is not async.",
  "function f() { yield 1; }": "yield stands outside of a generator function.",
  "class A { constructor() {} constructor(a: number) {} }":
    "A class has one constructor; this is the second.",
  "class A { get constructor() { return 1; } }": "Neither a field nor an accessor may be named constructor.",
  "class A { static prototype = 1; }": "A class has its own prototype: no static member may be named so.",
  "class A { const b = 1; }": "const stands in the class itself, outside of its methods.",
  "class A extends B, C {}": "A class extends one other class.",
  "class extends B {}": "The class lacks its name.",
  "class A { constructor() { super(); } }":
    "super() may only be called in the constructor of a class that extends another.",
  "function f() { super.x(); }": "super stands outside of a method.",
  "const a = new.target;": "new.target stands outside of a function.",
  "const a = new .Conv2d(3, 8, 3);": "A name is missing between new and .Conv2d.",
  "import { nn } from nn;": "The name of a module is a text in quotes.",
  "const ;": "A declaration lacks its name.",
  "const a = { padding = 1, b: 2 };": "A property has a colon: padding: 1.",
  "f({ padding = 1 });": "A property has a colon: padding: 1.",
  "f() = 1;": "Only a name, a property or an element can be assigned to.",
  "[a, f()] = [1, 2];": "Only a name, a property or an element can be assigned to.",
  "a?.b = 1;": "What ?. reads cannot be assigned to.",
  "1++;": "Only a name, a property or an element can be assigned to.",
  "eval = 1;": "eval cannot be assigned to.",
  "break;": "break stands outside of a loop or switch.",
  "for (;;) f(() => { continue; });": "continue stands outside of a loop.",
  "for (;;) { break a; }": "No statement around has the label a.",
  "a: for (;;) a: for (;;) f();": "The label a is there twice.",
  "return 1;": "return stands outside of a function.",
  "function f() { export const a = 1; }": "export may only stand at the top of a file.",
  "{ import { b } from 'b'; }": "import may only stand at the top of a file.",
  "if (f()) const a = 1;": "A declaration needs braces around it here.",
  "function f(...a: number[], b: number) {}": "What ... gathers comes last.",
  "const [...a, b] = f();": "What ... gathers comes last.",
  "class A { get x(a: number) { return 1; } }": "A getter takes no parameters.",
  "class A { set x() {} }": "A setter takes one parameter.",
  "class A { f() { return this.#x; } }": "No class around declares #x.",
  "class A { #x = 1; #x = 2; }": "The class declares #x twice.",
  "class A { #x = 1; f() { delete this.#x; } }": "#x is private: it cannot be deleted.",
  "const a = 1; delete a;": "Only a property can be deleted, not a variable.",
  "with (Math) f();": "with is not allowed in a module.",
  "const package = 1;": "package is a reserved word: no variable may be named so.",
};

/** Texts that esbuild takes, and Node refuses. */
const takenByEsbuild = [
  "import { n } from 'm'; const n = 1; f(n);",
  "class A { x = await f(); }",
  "let [a];",
];

/** What is allowed, near to each of them. */
const allowed: readonly string[] = [
  "var a = 1; var a = 2; { let a = 3; { const a = 4; } }",
  "function f(a: number): void; function f(a: string): void; function f(a: any) {}",
  "function f(x: number) { var x = 2; function g() {} function g() {} }",
  "interface A { x: 1 } class A {} type B = 1; const B = 1; declare const A: any;",
  "enum E { A } enum E { B = 1 } namespace N { export const a = 1; } namespace N { export const b = 1; }",
  "for (let i = 0; ; ) { let i = 1; } for (const a of b) { const a = 1; }",
  "try { f(); } catch (e) { var e = 1; } try { f(); } catch { const e = 1; }",
  "export const a = 1, b = 2; export { a as c }; export default a; export * from 'm';",
  "export default function f(a: 1): void; export default function f(a: any) {}",
  "declare const a: number; declare let b: string; for (const c in d) f(c);",
  "await f(); for await (const x of y) f(x); const g = async () => await f();",
  "class A { [await f()]() {} @g(await f()) h() {} [await f()] = 1; } const a = { [await f()]() {} };",
  "function* f() { yield 1; const g = function* () { yield; }; }",
  "class A { constructor(a: number); constructor(a: any) {} get x() { return 1; } set x(v) {} }",
  "class A extends B { constructor() { const f = () => super(); f(); } g = super.g; m() { return () => super.m(); } }",
  "const a = { m() { return super.m(); } }; function f() { return new.target; } const u = import.meta.url;",
  "({ a = 1, b: [c = 2] } = f()); [a = 1, , ...b] = f(); for ({ a = 1 } of b) f();",
  "f!.x = 1; (a as any) = 1; (<any>a).b++; [a[0], b.c] = [1, 2]; a.b ??= 1;",
  "a: for (;;) { for (;;) { switch (1) { case 1: continue a; default: break a; } } } a: { break a; }",
  "class A { #x = 1; get #y() { return this.#x; } set #y(v) {} f(o: any) { return #x in o && o.#x; } }",
  "class A { static #a = 1; static { const a = this.#a; function f() { return a; } f(); } }",
  "class A { f(this: A, ...rest: number[]) { delete this.x; } static constructor() {} 'prototype' = 1; }",
  "abstract class A { abstract f(): void; private constructor(readonly x: number) {} declare y: number; }",
];

/** As all model files do, each imports something. */
const whole = (text: string): string => `import "cnn-blocks"; ${text}`;

function told(text: string): string | null {
  return parseFile("file.ts", whole(text)).firstError?.message ?? null;
}

/** An engine's own parser, independent of TypeScript's. */
async function compiles(text: string): Promise<boolean> {
  const options = {
    loader: "ts",
    format: "esm",
    target: "esnext",
    logLevel: "silent",
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  } as const;
  return transform(whole(text), options).then(
    () => true,
    () => false,
  );
}

describe("what parses and is no JavaScript", () => {
  for (const [text, message] of Object.entries(refused))
    it(text, async () => {
      assert.equal(told(text), message);
      if (!takenByEsbuild.includes(text)) assert.equal(await compiles(text), false);
    });

  for (const text of allowed)
    it(`is not ${text}`, async () => {
      assert.equal(told(text), null);
      assert.equal(await compiles(text), true);
    });
});

describe("a model with such a fault", () => {
  it("is followed as it is meant, with the fault as its one problem", () => {
    const text = `import { nn, randn } from "cnn-blocks";
export const y = new nn.Conv2d(3, 8, 3, { padding = 1, bias: false })(randn(1, 3, 9, 9));
export const y = new nn.Conv2d(8, 4, 1)(y);`;
    const { problems, models } = analyze(authorHost({ "/author/file.ts": text }), "/author/file.ts");
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["syntax-error"],
    );
    const shapes = models.map(({ graph }) => printShape(graph.nodes.at(-1)?.shape ?? []));
    assert.deepEqual(shapes, ["[1, 8, 9, 9]", "[1, 4, 9, 9]"]);
  });
});
