import assert from "node:assert/strict";
import { nnSources } from "virtual:nn-sources";
import { describe, it } from "mocha";
import { type DeclarationSources, modelEdits, modelKnobs, tryValues } from "../../src/ide/index.ts";
import { edited } from "../../src/ide/view/text-edits.ts";
import { viewOf, workspaceOf } from "./view-of.ts";

const head = `import { nn, randn, models, type Tensor } from "cnn-blocks";\n`;

const netClass = `class Net extends nn.Module {
  conv: nn.Conv2d;
  fc: nn.Linear;
  constructor(width: number, classes = 10, { stride = 1, groups = 1 }: { stride?: number; groups?: number } = {}) {
    super();
    this.conv = new nn.Conv2d(3, width, 3, { stride, groups, padding: 1 });
    this.fc = new nn.Linear(width, classes);
  }
  forward(x: Tensor): Tensor {
    return this.fc(this.conv(x).mean([2, 3]));
  }
}
`;

function sourcesOf(text: string, files: Record<string, string> = {}): DeclarationSources {
  const workspace = workspaceOf({ "/model.ts": text, ...files });
  return { view: viewOf(text, { files }), workspace, library: nnSources };
}

function firstOf({ view }: DeclarationSources, module = "") {
  return { model: view.analysis.models[0]?.id ?? "", modules: module === "" ? [] : [module] };
}

/** `input batch 1`, one a knob. */
function listed(sources: DeclarationSources, module = ""): readonly string[] {
  const { knobs } = modelKnobs(sources, firstOf(sources, module));
  return knobs.map(({ group, name, value }) => `${group} ${name} ${value}`);
}

/** The text with new values by name, and what the model is with them. */
function changed(text: string, values: Record<string, number>, module = "") {
  const sources = sourcesOf(text);
  const of = firstOf(sources, module);
  const { knobs } = modelKnobs(sources, of);
  const byId = Object.entries(values).map(([name, value]) => {
    const knob = knobs.find((one) => one.name === name);
    assert.ok(knob, `${name} among ${knobs.map((one) => one.name).join(", ")}`);
    return [knob.id, value];
  });
  const given = Object.fromEntries(byId);
  const written = edited(text, modelEdits(sources, of, given));
  return { written, trial: tryValues(sources, of, given) };
}

describe("numbers that can be tried", () => {
  it("are the input's sizes and the construction's arguments, given or not", () => {
    const text = `${head}${netClass}const net = new Net(16);\nnet(randn(2, 3, 32, 32));\n`;
    assert.deepEqual(listed(sourcesOf(text)), [
      "input batch 2",
      "input channels 3",
      "input height and width 32",
      "Net width 16",
      "Net classes 10",
      "Net stride 1",
      "Net groups 1",
    ]);
  });

  it("are those of library nets, whose constructors may be inherited", () => {
    const net = `${head}const net = new models.ResNet18();\nconst x = randn(1, 3, 64, 48);\nconst y = net(x);\n`;
    assert.deepEqual(listed(sourcesOf(net)), [
      "input batch 1",
      "input channels 3",
      "input height 64",
      "input width 48",
      "ResNet18 numClasses 1000",
    ]);
    const classes = `class Base extends nn.Module { constructor(depth = 3) { super(); } }\nclass Net extends Base { conv = new nn.Conv2d(3, 4, 3); forward(x: Tensor) { return this.conv(x); } }\n`;
    assert.ok(listed(sourcesOf(`${head}${classes}new Net()(randn(1, 3, 8, 8));\n`)).includes("Net depth 3"));
  });

  it("are those of a layer that is pointed at, its options included", () => {
    const text = `${head}${netClass}const net = new Net(16);\nnet(randn(2, 3, 32, 32));\n`;
    const own = listed(sourcesOf(text), "conv").filter((one) => one.startsWith("conv "));
    assert.deepEqual(own, [
      "conv inChannels 3",
      "conv outChannels 16",
      "conv kernelSize 3",
      "conv stride 1",
      "conv groups 1",
      "conv padding 1",
      "conv dilation 1",
    ]);
  });

  it("are the options of a function that makes a net, of the library or the author's own", () => {
    const run = "net(randn(1, 3, 64, 64));\n";
    const zoo = (call: string) => `${head}const net = models.${call};\n${run}`;
    assert.deepEqual(listed(sourcesOf(zoo(`resnet("resnet18", { numClasses: 10 })`))).slice(3), [
      "ResNet numClasses 10",
    ]);
    const wide = zoo("mobilenetV2()");
    assert.deepEqual(listed(sourcesOf(wide)).slice(3), [
      "MobileNetV2 numClasses 1000",
      "MobileNetV2 widthMultiplier 1",
    ]);
    assert.equal(
      changed(wide, { widthMultiplier: 0.5 }).written,
      wide.replace("V2()", "V2({ widthMultiplier: 0.5 })"),
    );
    const seen = zoo(`detection("fcos_resnet50_fpn")`);
    const { written, trial } = changed(seen, { numClasses: 7 });
    assert.equal(written, seen.replace(`_fpn")`, `_fpn", { numClasses: 7 })`));
    assert.ok(trial.model !== null && trial.problems.length === 0);
    for (const own of [
      "function make(width: number, { more = 1 } = {}) { return new Net(width * more); }",
      "const make = (width: number, { more = 1 } = {}) => new Net(width * more);",
    ]) {
      const text = `${head}${netClass}${own}\nconst net = make(16);\n${run}`;
      assert.deepEqual(listed(sourcesOf(text)).slice(-2), ["make width 16", "make more 1"]);
      assert.equal(changed(text, { more: 2 }).written, text.replace("make(16)", "make(16, { more: 2 })"));
    }
  });

  it("are options, however their defaults are written and wherever they are given", () => {
    const given = (body: string, call: string) => `${head}const defaults = { width: 16, depth: 2 };
class Net extends nn.Module {
  conv: nn.Conv2d;
  constructor(options: { width?: number; depth?: number; stem?: { width: number } } = {}) {
    super();
    ${body}
    this.conv = new nn.Conv2d(3, width * depth, 3);
  }
  forward(x: Tensor) { return this.conv(x); }
}
${call}
net(randn(1, 3, 8, 8));
`;
    for (const body of [
      "const [width, depth] = [options.width ?? 16, options.depth ?? 2];",
      "const { width, depth } = { ...defaults, ...options };",
      "const { width, depth } = { width: 16, depth: 2, ...options };",
      "const { width: own, depth = 2 } = options; const width = own ?? 16;",
    ]) {
      const text = given(body, "const net = new Net({ width: 32 });");
      assert.deepEqual(listed(sourcesOf(text)).slice(3), ["Net width 32", "Net depth 2"], body);
      assert.equal(changed(text, { depth: 3 }).written, text.replace("width: 32 }", "width: 32, depth: 3 }"));
      assert.ok(listed(sourcesOf(text), "conv").includes("conv outChannels 64"), body);
      const alone = text.slice(0, text.indexOf("const net"));
      assert.deepEqual(
        new Set(listed(sourcesOf(alone)).slice(3)),
        new Set(["Net width 16", "Net depth 2"]),
        body,
      );
    }
    const fixed = given(
      "const { width, depth } = { ...defaults, ...options, depth: 5 };",
      "const net = new Net({});",
    );
    assert.deepEqual(listed(sourcesOf(fixed)).slice(3), ["Net width 16"]);
    const named = given(
      "const { width = 16, depth = 2 } = options;",
      "const config = { width: 8 };\nconst net = new Net(config);",
    );
    assert.equal(
      changed(named, { width: 4, depth: 1 }).written,
      named.replace("config = { width: 8 }", "config = { width: 4, depth: 1 }"),
    );
    const nested = given(
      "const [width, depth] = [options.stem?.width ?? 16, 2];",
      "const net = new Net({ stem: { width: 8 } });",
    );
    assert.equal(changed(nested, { "stem.width": 4 }).written, nested.replace("width: 8", "width: 4"));
  });

  it("are those of the very function that makes the net, whatever else has its name", () => {
    const others = `function other() { const make = (kernel = 3) => kernel; return make(); }\n`;
    const own =
      "function top(more = 1) { const make = (width = 16) => new Net(width * more); return make(); }";
    const local = `${head}${netClass}${others}${own}\nconst net = top();\n`;
    assert.deepEqual(listed(sourcesOf(local)).slice(-2), ["make width 16", "top more 1"]);
    const zoo = `const models = { resnet: (width = 16) => new Net(width) };\nconst net = models.resnet();\n`;
    const named = listed(sourcesOf(`${head.replace("models, ", "")}${netClass}${zoo}`));
    assert.ok(!named.some((one) => one.includes("numClasses")), named.join());
  });

  it("are those that the author's file has of a net in a net", () => {
    const text = `${head}class Net extends nn.Module {
  backbone = models.resnet("resnet18");
  forward(x: Tensor) { return this.backbone(x); }
}
const net = new Net();
net(randn(1, 3, 64, 64));
`;
    assert.deepEqual(listed(sourcesOf(text), "backbone").slice(3), ["backbone numClasses 1000"]);
    assert.deepEqual(modelKnobs(sourcesOf(text), firstOf(sourcesOf(text), "backbone")).notes, []);
    assert.deepEqual(modelKnobs(sourcesOf(text), firstOf(sourcesOf(text), "backbone.conv1")).notes, [
      "backbone.conv1 is constructed in the library, by models.resnet.",
    ]);
  });

  it("are stated, static and assumed inputs, and defaults where nothing constructs the class", () => {
    const layer = "conv = new nn.Conv2d(3, this.width, 3);\n  forward(x: Tensor) { return this.conv(x); }";
    const body = (more: string) =>
      `class Net extends nn.Module {\n  ${more}\n  ${layer.replace("this.width", "4")}\n}\n`;
    const stated = `${head}/** @input 2x3x16x16 */\n${body("")}`;
    assert.deepEqual(
      changed(stated, { "height and width": 20, batch: 1 }).written,
      stated.replace("2x3x16x16", "1x3x20x20"),
    );
    const fixed = `${head}${body("static exampleInput = [1, 3, 16, 24];")}`;
    assert.deepEqual(changed(fixed, { width: 8 }).written, fixed.replace("24]", "8]"));
    const assumed = `${head}${body("constructor(readonly depth = 2) { super(); }")}`;
    assert.deepEqual(listed(sourcesOf(assumed)).at(-1), "Net depth 2");
    const { written, trial } = changed(assumed, { "height and width": 64, depth: 3 });
    assert.deepEqual(
      written,
      assumed.replace("depth = 2", "depth = 3").replace("class Net", "/** @input 1x3x64x64 */\nclass Net"),
    );
    assert.deepEqual(trial.model?.inputs, [[1, 3, 64, 64]]);
  });

  it("are those of a list that a constructor has as its default", () => {
    const text = `${head}class Net extends nn.Module {
  body: nn.Sequential;
  constructor(inChannels = 3, widths = [16, 32]) {
    super();
    this.body = new nn.Sequential(...widths.map((width, i) => new nn.Conv2d(widths[i - 1] ?? inChannels, width, 3)));
  }
  forward(x: Tensor): Tensor {
    return this.body(x);
  }
}
`;
    const called = `${text}new Net()(randn(1, 3, 32, 32));\n`;
    assert.deepEqual(listed(sourcesOf(called)).slice(3), [
      "Net inChannels 3",
      "Net widths[0] 16",
      "Net widths[1] 32",
    ]);
    const { written, trial } = changed(called, { "widths[1]": 64 });
    assert.equal(written, called.replace("[16, 32]", "[16, 64]"));
    assert.deepEqual(trial?.model?.graph.nodes.at(-1)?.shape, [1, 64, 28, 28]);
    assert.deepEqual(listed(sourcesOf(text)).filter((line) => line.includes("widths")).length, 2);
    const given = `${text}new Net(3, [8])(randn(1, 3, 32, 32));\n`;
    assert.deepEqual(listed(sourcesOf(given)).slice(3), ["Net inChannels 3", "Net widths[0] 8"]);
  });
});

describe("numbers that are tried", () => {
  const text = `${head}${netClass}const net = new Net(16);\nnet(randn(2, 3, 32, 32));\n`;

  it("are written where they read best", () => {
    const call = (args: string) => text.replace("new Net(16)", `new Net(${args})`);
    assert.equal(changed(text, { width: 24 }).written, call("24"));
    assert.equal(changed(text, { classes: 5 }).written, call("16, 5"));
    assert.equal(changed(text, { stride: 2 }).written, call("16, 10, { stride: 2 }"));
    assert.equal(
      changed(text, { classes: 5, stride: 2, groups: 3 }).written,
      call("16, 5, { stride: 2, groups: 3 }"),
    );
    const options = call("16, 4, { stride: 2 }");
    assert.equal(changed(options, { groups: 3, stride: 1 }).written, call("16, 4, { stride: 1, groups: 3 }"));
    assert.equal(changed(call("16, 4, {}"), { groups: 3 }).written, call("16, 4, { groups: 3 }"));
    const named = `${head}${netClass}const width = 16, size = 32;\nconst net = new Net(width, 2 * width);\nnet(randn(2, 3, size, size));\n`;
    assert.deepEqual(listed(sourcesOf(named)).slice(2, 5), [
      "input height and width 32",
      "Net width 16",
      "Net classes 32",
    ]);
    assert.equal(
      changed(named, { "height and width": 40, width: 8 }).written,
      named.replace("width = 16, size = 32", "width = 8, size = 40"),
    );
    assert.equal(changed(named, { classes: 7 }).written, named.replace("2 * width", "7"));
    const short = `${head}${netClass}const stride = Math.sqrt(4);\nnew Net(3, 4, { stride })(randn(2, 3, 32, 32));\n`;
    assert.equal(changed(short, { stride: 3 }).written, short.replace("{ stride })(", "{ stride: 3 })("));
    const bare = `${head}const net = new models.ResNet18;\nnet(randn(1, 3, 64, 64));\n`;
    assert.equal(changed(bare, { numClasses: 7 }).written, bare.replace("ResNet18;", "ResNet18(7);"));
  });

  it("give the model as if they were written, with places of the text as it is", () => {
    const { written, trial } = changed(text, { batch: 128, width: 1024 });
    const after = viewOf(written).analysis.models[0];
    assert.equal(trial.model?.id, "Net:net");
    assert.deepEqual(
      trial.model?.graph.nodes.map(({ shape }) => shape),
      after?.graph.nodes.map(({ shape }) => shape),
    );
    const { call } = viewOf(text).analysis.models[0] ?? {};
    assert.deepEqual(trial.model?.range, { start: call?.start, end: call?.end });
    assert.deepEqual([trial.problems, trial.reason], [[], null]);
  });

  it("say what is wrong in the problem's own words", () => {
    assert.match(changed(text, { stride: 0 }).trial.problems[0]?.message ?? "", /stride/);
    assert.match(changed(text, { groups: 2 }).trial.problems[0]?.message ?? "", /groups/);
    assert.equal(
      changed(text, { groups: 2 }).trial.problems[0]?.line,
      viewOf(text).lineOf({ file: "/model.ts", start: text.indexOf("new nn.Conv2d"), end: 0 }),
    );
  });

  it("mark the layer that they make wrong, at its place in the text as it is", () => {
    const { model, problems } = changed(text, { batch: 128, groups: 2 }).trial;
    const owners = model?.faults.flatMap(({ nodes }) => nodes.map((id) => model.graph.nodes[id]?.op));
    assert.deepEqual(
      model?.faults.map(({ problem }) => problem),
      problems,
    );
    assert.deepEqual([...new Set(owners)], ["conv2d"]);
    assert.deepEqual(changed(text, { width: 1024 }).trial.model?.faults, []);
  });

  it("say that a budget is broken, and give no advice", () => {
    const limited = text.replace("const net", "/** @budget params=5K */\nconst net");
    const { problems } = changed(limited, { width: 1024 }).trial;
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["over-budget"],
    );
  });
});
