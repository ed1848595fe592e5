import assert from "node:assert/strict";
import { nnSources } from "virtual:nn-sources";
import { describe, it } from "mocha";
import { analyze } from "../../src/analyzer/index.ts";
import { authorHost } from "./author-host.ts";

/*
 * A library call that follows a recipe has the effects of running it. Each file is analysed three times: the first
 * writes the recipes, the second follows them, in the third everything runs.
 */

const header = 'import { cat, F, models, nn, ones, randn, type Tensor } from "cnn-blocks";\n';

const block = `class Block extends nn.Module {
  conv = new nn.Conv2d(8, 8, 3, { padding: 1 }); act = new nn.ReLU();
  forward(x: Tensor): Tensor { return this.act(this.conv(x)); }
}`;

const files: Readonly<Record<string, string>> = {
  "layers that are made and called alike": `${block}
const y = new nn.Sequential(new Block(), new Block(), new Block())(randn(1, 8, 16, 16));`,
  "a net of the zoo beside its stages": `const net = models.resnet("resnet18");
const y = net(randn(1, 3, 64, 64)); const z = net.layer2(randn(1, 64, 16, 16)); const a = net.layer2.get(0);`,
  "a layer whose field is set after its construction": `const conv = new nn.Conv2d(3, 8, 3); conv.stride = [2, 2];
const a = conv(randn(1, 3, 32, 32)); const b = new nn.Conv2d(3, 8, 3)(randn(1, 3, 32, 32)); conv.stride = [3, 3]; const c = conv(randn(1, 3, 32, 32));`,
  "a layer within a block that is replaced": `const one = new nn.ResidualBlock(8, 8); const other = new nn.ResidualBlock(8, 8);
one.conv2 = new nn.Conv2d(8, 16, 3, { padding: 1, bias: false }); const y = other(randn(1, 8, 8, 8)); const z = one(randn(1, 8, 8, 8));`,
  "layers whose weights start as the author says, in a block": `const net = new nn.Sequential(new nn.ResidualBlock(8, 8), new nn.ResidualBlock(8, 8));
for (const m of net.modules()) if (m instanceof nn.Conv2d) nn.init.kaimingNormal_(m.weight); const y = net(randn(1, 8, 8, 8));
const z = new nn.ResidualBlock(8, 8)(randn(1, 8, 8, 8)); const bias = new nn.Conv2d(8, 8, 3); nn.init.zeros_(bias.bias!); bias.bias = null; const w = bias(randn(1, 8, 8, 8)); const none = bias.bias;`,
  "weights that are asked for again, and whose starts are set again": `const make = () => new nn.Conv2d(3, 8, 3); const [a, b, c] = [make(), make(), make()];
for (const m of [a, b, c]) { nn.init.normal_(m.weight, { std: 0.01 }); nn.init.zeros_(m.bias!); nn.init.constant_(m.weight, 2); } nn.init.ones_(b.weight); b.weight.requiresGrad = false;
nn.init.normal_(b.weight, 0, c.outChannels); a.bias!.requiresGrad_(false); const same = a.weight === a.weight; const names = [a, b].map((m) => m.namedParameters().map(([name, p]) => name + p.requiresGrad));
const net = new nn.Sequential(a, new nn.Conv2d(8, 3, 3), b); const y = net(randn(1, 3, 9, 9)); const sizes = [a.weight.shape, b.bias!.shape]; const text = String(a);`,
  "starts that depend on a condition": `declare const isDeep: boolean; const make = () => new nn.BatchNorm2d(8); const [a, b, c] = [make(), make(), make()];
for (const m of [a, b, c]) { if (isDeep) nn.init.zeros_(m.weight!); else nn.init.constant_(m.weight!, 0.5); nn.init.zeros_(m.bias!); }
if (isDeep) { a.weight!.requiresGrad = false; nn.init.ones_(b.bias!); } nn.init.ones_(c.weight!); const y = new nn.Sequential(a, b, c)(randn(1, 8, 4, 4)); const known = b.bias;`,
  "a layer that is fixed under a condition, after an equal one": `declare const frozen: boolean; const make = () => new nn.Linear(4, 4);
const [a, b] = [make(), make()]; a.requiresGrad_(false); if (frozen) b.requiresGrad_(false); const y = b(a(randn(1, 4)));`,
  "layers that are fixed before, inside and after arms of conditions": `declare const frozen: boolean; declare const isDeep: boolean; const make = () => new nn.BatchNorm2d(4);
const [a, b, c, d, e, f] = [make(), make(), make(), make(), make(), make()]; if (frozen) a.requiresGrad_(false); else b.requiresGrad_(false); c.requiresGrad_(false);
if (frozen) { d.requiresGrad_(false); if (isDeep) d.requiresGrad_(true); nn.init.zeros_(d.weight!); } else { nn.init.ones_(e.bias!); e.requiresGrad_(false).requiresGrad_(true); } b.requiresGrad_(false);
const fixed = (m: nn.BatchNorm2d) => { if (isDeep) return m; m.requiresGrad_(false); return m; }; const y = new nn.Sequential(a, b, c, d, e, fixed(f))(randn(1, 4, 2, 2)); const known = d.weight;`,
  "layers that are made and fixed in an arm": `declare const isDeep: boolean; const make = () => new nn.Linear(4, 4); let m = make(); m.requiresGrad_(false);
if (isDeep) { m = make(); m.requiresGrad_(false); nn.init.zeros_(m.weight); } const other = isDeep ? make().requiresGrad_(false) : m; const y = m(other(randn(1, 4)));`,
  "parameters that an arm makes, sets and fixes": `declare const isDeep: boolean; const make = () => new nn.PReLU(4); const [a, b, c] = [make(), make(), make()] as any[]; a.gamma = new nn.Parameter(ones(4));
for (const m of [b, c]) { if (isDeep) m.gamma = new nn.Parameter(ones(4), false); else nn.init.constant_(m.weight, 2); m.requiresGrad_(false); } if (isDeep) { a.requiresGrad_(false); nn.init.zeros_(a.gamma); a.weight = b.weight; }
const y = c(b(a(randn(1, 4)))); const gamma = a.gamma;`,
  "layers that are fixed in a try, and in what catches": `declare const text: string; const make = () => new nn.Linear(4, 4); const [a, b, c, d] = [make(), make(), make(), make()]; a.requiresGrad_(false); let count = 0;
try { JSON.parse(text); b.requiresGrad_(false); count += 1; JSON.parse(text); nn.init.zeros_(b.weight); } catch { c.requiresGrad_(false); nn.init.ones_(c.bias!); count += 2; } finally { d.requiresGrad_(false); } const known = count;
try { nn.init.zeros_(new nn.Conv2d(3, 3, 1).bias!); throw new Error("no"); } catch { d.requiresGrad_(true); } const y = new nn.Sequential(a, b, c, d)(randn(1, 4));`,
  "layers that functions which nothing calls fix": `const make = () => new nn.Linear(4, 4); const [a, b] = [make(), make()]; a.requiresGrad_(false); export function fix(): void { b.requiresGrad_(false); }
export class Net extends nn.Module { fc = make(); constructor(readonly isFixed: boolean) { super(); this.fc.requiresGrad_(false); if (isFixed) b.requiresGrad_(false); } forward(x: Tensor): Tensor { return this.fc(x.mul(b.weight)); } }
export const fixed = (m: nn.Linear) => { a.requiresGrad_(true); return m.requiresGrad_(false); }; const y = b(a(randn(1, 4)));`,
  "starts that are refused, or set by a function": `const fill = (m: nn.Linear, value: number) => { nn.init.constant_(m.weight, value); m.bias!.fill_(value); return m.weight; };
const make = () => new nn.Linear(4, 4); const layers = [make(), make(), make()]; for (const m of layers) fill(m, 0.1); for (let i = 0; i < 70; i++) fill(layers[0]!, 1);
nn.init.constant_(layers[1]!.weight, "a" as never); nn.init.constant_(layers[2]!.weight, "a" as never); nn.init.dirac_(layers[0]!.bias!); try { nn.init.dirac_(layers[1]!.bias!); } catch { nn.init.zeros_(layers[1]!.bias!); }
nn.init.orthogonal_(layers[2]!.weight.data); layers[2]!.weight.data = ones(4, 4); const y = new nn.Sequential(...layers)(randn(1, 4));`,
  "weights that are normalised, removed, or calculated with": `const make = () => new nn.Conv2d(4, 4, 3, { padding: 1 }); const [a, b, c] = [make(), make(), make()]; nn.init.zeros_(a.weight); nn.utils.weightNorm(b); nn.utils.weightNorm(c);
const [v, w] = [b.weight, c.weight]; a.bias = null; const none = a.bias; b.bias = null; for (const m of [a, b, c]) if (m.bias !== null) nn.init.ones_(m.bias);
class Net extends nn.Module { a = make(); b = make(); forward(x: Tensor): Tensor { return F.conv2d(x, this.a.weight.mul(2), { bias: this.b.bias, padding: 1 }); } } const net = new Net(); nn.init.eye_(new nn.Linear(4, 4).weight);
for (const m of net.children()) if (m instanceof nn.Conv2d) nn.init.kaimingUniform_(m.weight, { a: Math.sqrt(5) }); const y = net(a(b(c(randn(1, 4, 8, 8))))); const z = new Net()(y);`,
  "weights that are asked for inside a try, after others outside": `const make = () => new nn.BatchNorm2d(4); const [a, b, c] = [make(), make(), make()]; let i = 0; const held: any = make(); nn.init.ones_(a.weight!);
for (const m of [b, c] as any[]) { try { held.weight = m.weight; m.weight.requiresGrad_(false); m.bias.zero_(); JSON.parse(String(m.eps)); } catch { i += 1; } } const y = new nn.Sequential(a, b, c)(randn(1, 4, 2, 2)); const known = i;`,
  "a layer within a block whose field is set, and equal blocks before and after": `const [a, b, c] = [1, 2, 3].map(() => new nn.ResidualBlock(8, 8)); const x = randn(1, 8, 8, 8);
b!.conv2.dilation = [2, 2]; b!.conv2.padding = [2, 2]; const w = b!(x); const y = a!(x); c!.shortcut = new nn.Identity(); const z = c!(x); const v = new nn.ResidualBlock(8, 8)(x);`,
  "a list inside a layer that is changed": `const conv = new nn.Conv2d(3, 8, [3, 3], { padding: [1, 1] }); (conv.padding as number[])[0] = 4;
const y = conv(randn(1, 3, 9, 9)); const z = new nn.Conv2d(3, 8, [3, 3], { padding: [1, 1] })(randn(1, 3, 9, 9));`,
  "options that the caller changes afterwards": `const options = { padding: 1 }; const a = new nn.Conv2d(3, 8, 3, options); options.padding = 2;
const b = new nn.Conv2d(3, 8, 3, options); const y = a(randn(1, 3, 9, 9)); const z = b(randn(1, 3, 9, 9));`,
  "unknown options, made elsewhere and in the call": `const options = { paddings: 1 }; const a = new nn.Conv2d(3, 8, 3, options as object);
const b = new nn.Conv2d(3, 8, 3, { paddings: 1 } as object); const y = b(a(randn(1, 3, 9, 9)));`,
  "a refused layer, and the same one again": `const a = new nn.Conv2d(3, 8, 0); const b = new nn.Conv2d(3, 8, 0);
const y = a(randn(1, 3, 9, 9)); const z = b(randn(1, 3, 9, 9));`,
  "a call that fits, and one that does not": `const conv = new nn.Conv2d(3, 8, 3); const y = conv(randn(1, 3, 9, 9)); const z = conv(randn(1, 4, 9, 9));
const other = new nn.Conv2d(3, 8, 3); const w = other(randn(1, 4, 9, 9));`,
  "a fault that a block passes on": `const net = new nn.Sequential(new nn.Linear(4, 8), new nn.Linear(9, 8), new nn.Linear(8, 2)); const y = net(randn(2, 4));`,
  "a guess that goes through layers": `const y = new nn.ReLU()(new nn.Conv2d(4, 8, 3)(randn(1, 3, 9, 9))); const z = new nn.ReLU()(randn(1, 8, 7, 7));`,
  "a call in a condition": `declare const isDeep: boolean; ${block}
class Net extends nn.Module { a = new nn.Conv2d(8, 8, 3, { padding: 1 }); b = new Block();
  forward(x: Tensor): Tensor { const out = this.a(x); return isDeep ? this.b(out) : out; } }
const y = new Net()(randn(1, 8, 16, 16)); const z = isDeep ? new nn.Conv2d(8, 4, 1)(y) : new nn.Conv2d(8, 2, 1)(y);`,
  "a refusal in a try": `let conv = new nn.Conv2d(3, 8, 3); const x = randn(1, 4, 9, 9); let out: Tensor = x;
try { out = conv(x); } catch { conv = new nn.Conv2d(4, 8, 3); out = conv(x); } const z = new nn.Conv2d(3, 8, 3)(x);`,
  "a tensor that is changed in place": `const relu = new nn.ReLU(); const x = randn(1, 8, 4, 4); const y = relu(x); x.add_(1); const z = relu(x);
const view = y.flatten(1); y.mul_(2); const w = relu(view); const again = relu(randn(1, 8, 4, 4).add_(1));`,
  "layers that change their input": `const net = () => new nn.Sequential(new nn.Conv2d(3, 8, 1), new nn.ReLU({ inplace: true } as object));
const a = net()(randn(1, 3, 4, 4)); const b = net()(randn(1, 3, 4, 4));`,
  "an input that comes back": `const id = new nn.Identity(); const x = randn(1, 3, 4, 4); const y = id(x); const z = new nn.Sequential()(x); const w = id(id(y));`,
  "one tensor twice and two of one shape": `const add = new nn.Bilinear2(); class Two extends nn.Module { forward(a: Tensor, b: Tensor): Tensor { return a.add(b); } }
const x = randn(1, 3, 4, 4); const two = new Two(); const y = two(x, x); const z = two(x, randn(1, 3, 4, 4));`,
  "random numbers, each of a stream of its own": `const make = () => new nn.Parameter(randn(4)); class Net extends nn.Module { a = make(); b = make(); forward(x: Tensor): Tensor { return x.add(this.a).mul(this.b); } }
const y = new Net()(randn(1, 4)); const z = new Net()(randn(1, 4));`,
  "a class of the library that an author changes": `const before = new nn.ReLU()(randn(1, 3, 4, 4));
(nn.ReLU.prototype as any).forward = function (x: Tensor) { return x.flatten(1); }; const after = new nn.ReLU()(randn(1, 3, 4, 4));`,
  "a class of the library that an author extends": `class Wide extends nn.Conv2d { constructor(n: number) { super(n, 2 * n, 3, { padding: 1 }); }
  forward(x: Tensor): Tensor { return F.relu(super.forward(x)); } } const y = new Wide(3)(randn(1, 3, 8, 8)); const z = new Wide(3)(y.narrow(1, 0, 3));`,
  "functions of an author's in layers of the library": `let calls = 0; const gate = (x: Tensor): Tensor => { calls += 1; return x.sigmoid(); };
const y = new nn.Sequential(new nn.Conv2d(3, 4, 1), gate as never, gate as never)(randn(1, 3, 4, 4)); const out = calls;`,
  "a layer that is shared and one that is not": `const shared = new nn.Conv2d(4, 4, 1); const y = new nn.Sequential(shared, new nn.ReLU(), shared)(randn(1, 4, 4, 4));
const z = new nn.Sequential(new nn.Conv2d(4, 4, 1), new nn.ReLU(), new nn.Conv2d(4, 4, 1))(randn(1, 4, 4, 4));`,
  "a layer that a loop calls more often than is shown": `const conv = new nn.Conv2d(4, 4, 1); let x = randn(1, 4, 4, 4); for (let i = 0; i < 40; i++) x = conv(x);`,
  "layers without a call": `const net = new nn.Sequential(new nn.ResidualBlock(8, 16, 2), new nn.ResidualBlock(16, 16)); const first = new nn.ResidualBlock(8, 16, 2);
const y = first(randn(1, 8, 8, 8));`,
  "a class that nothing calls": `class Net extends nn.Module { constructor(readonly width: number) { super(); }
  a = new nn.Conv2d(3, 16, 3); b = new nn.ResidualBlock(16, 16); c = new nn.ResidualBlock(16, 16); fc = new nn.Linear(16, 10);
  forward(x: Tensor): Tensor { return this.fc(F.adaptiveAvgPool2d(this.c(this.b(this.a(x))), 1).flatten(1)); } }`,
  "a batch among the features": `const fold = () => new nn.Flatten(0); const y = new nn.Linear(48, 3)(fold()(randn(2, 3, 8))); const z = fold()(randn("N", 3, 8));`,
  "symbolic sizes": `const net = new nn.ResidualBlock(8, 16, 2); const y = net(randn("N", 8, "H", "W")); const z = new nn.ResidualBlock(8, 16, 2)(randn("N", 8, "H", "W"));
const w = new nn.ResidualBlock(8, 16, 2)(randn("M", 8, "W", "H"));`,
  "numbers and texts that look alike": `const a = new nn.Conv2d(3, 8, 3, { padding: "same" }); const b = new nn.Conv2d(3, 8, 3, { padding: "1" as never });
const c = new nn.Conv2d(3, 8, 3, { padding: 1 }); const y = c(a(randn(1, 3, 9, 9)).narrow(1, 0, 3)); const z = b(randn(1, 3, 9, 9));`,
  "arguments that are missing": `const make = () => new nn.Sequential(new nn.Conv2d(undefined as never, 8, 3), new nn.BatchNorm2d(undefined as never));
const y = make()(randn(1, 3, 9, 9)); const z = make()(randn(1, 3, 9, 9)); const w = F.maxPool2d(y, undefined as never); const v = new nn.Linear(4, [] as never)(randn(1, 4));`,
  "layers deep in a recursion": `const many = (n: number): nn.Module[] => (n < 1 ? [] : [...many(n - 1), new nn.ReLU()]);
const few = many(50); const tooMany = many(300); const y = new nn.Sequential(...few)(randn(1, 8, 4, 4));`,
};

describe("a call that follows a recipe leaves what running it would leave", () => {
  for (const [name, text] of Object.entries(files)) {
    it(name, () => {
      const host = authorHost({ "/model.ts": header + text });
      analyze(host, "/model.ts");
      const followed = analyze(host, "/model.ts");
      assert.deepEqual(followed, analyze(host, "/model.ts", { runsEverything: true }));
    });
  }

  it("also where another file did the same before", () => {
    const text = `let seen = 0; try { nn.init.zeros_(new nn.Linear(3, 3).weight); } catch { seen = 1; }
new nn.Conv2d(3, seen === 0 ? 8 : 16, 3)(randn(1, 3, 8, 8));`;
    const library = { ...nnSources };
    const analyzed = (file: string, options = {}) =>
      analyze({ ...authorHost({ "/model.ts": header + file }), library }, "/model.ts", options);
    const first = analyzed(text);
    analyzed("nn.init.zeros_(new nn.Linear(3, 3).weight);");
    assert.deepEqual(analyzed(text), first);
    assert.deepEqual(first, analyzed(text, { runsEverything: true }));
  });

  it("also where the recipe was written while the file was half typed", () => {
    const library = { ...nnSources };
    const analyzed = (text: string, options = {}) =>
      analyze({ ...authorHost({ "/model.ts": header + text }), library }, "/model.ts", options);
    for (const text of Object.values(files)) analyzed(`${text}\nconst = ;`);
    for (const [name, text] of Object.entries(files))
      assert.deepEqual(analyzed(text), analyzed(text, { runsEverything: true }), name);
  });
});
