import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Graph } from "../../src/ir/index.ts";
import {
  openSession,
  type PlanOptions,
  profile,
  type RuntimeFault,
  requirePlan,
  type Session,
  type SessionOptions,
} from "../../src/runtime/index.ts";
import { backends } from "../support/kernels.ts";
import { apply, given, graphOf } from "../support/op-graph.ts";
import { add, batchNorm, cat, conv, dropout, relu } from "../support/small-nets.ts";

const x = given([1, 8, 12, 12]);
const first = relu(batchNorm(conv(x, 16, "c1"), "b1"));
const graph = graphOf([x], [relu(add(conv(relu(conv(first, 16, "c2")), 16, "c3"), first))]);
const [backend = assert.fail("This Node takes no build of the kernel.")] = backends;

function open(seed = 1): Session {
  return openSession(requirePlan(graph), { kernel: backend, seed });
}

function hasCode(code: RuntimeFault["code"]) {
  return { name: "RuntimeFault", code };
}

describe("a session", () => {
  it("gives the same numbers for the same seed, run after run, and others for another seed", async () => {
    const [one, same, other] = [open(1), open(1), open(2)];
    const results = [await one.run(), await one.run(), await same.run(), await other.run()];
    const [a, b, c, d] = results.map(({ outputs }) => outputs[0]?.data);
    assert.deepEqual(a, b);
    assert.deepEqual(a, c);
    assert.notDeepEqual(a, d);
  });

  it("agrees between builds of the kernel to the last digits", async () => {
    const results = await Promise.all(
      backends.map((kernel) => openSession(requirePlan(graph), { kernel, seed: 1 }).run()),
    );
    const [reference = [], ...others] = results.map(({ outputs }) => [...(outputs[0]?.data ?? [])]);
    for (const other of others) {
      assert.ok(other.every((value, index) => Math.abs(value - (reference[index] ?? 0)) < 1e-5));
    }
  });

  it("computes the input that it is given", async () => {
    const session = open();
    const [zeros, ones] = [new Float32Array(8 * 144), new Float32Array(8 * 144).fill(1)];
    assert.notDeepEqual((await session.run([zeros])).outputs, (await session.run([ones])).outputs);
  });

  it("reports every step once, in order, with the nodes that it serves", async () => {
    const session = open();
    const reports: number[] = [];
    const { steps } = await session.run([], { onStep: ({ done }) => reports.push(done) });
    assert.deepEqual(reports, [1, 2, 3]);
    assert.deepEqual(
      steps.map(({ nodes }) => nodes.length),
      [3, 2, 3],
    );
  });

  it("stops within one step when cancelled, and runs again after", async () => {
    const session = open();
    const signal = { aborted: false };
    const reports: number[] = [];
    const stopAfterFirst = ({ done }: { done: number }): void => {
      reports.push(done);
      signal.aborted = true;
    };
    await assert.rejects(session.run([], { signal, onStep: stopAfterFirst }), hasCode("cancelled"));
    assert.deepEqual(reports, [1]);
    assert.deepEqual((await session.run()).outputs, (await open().run()).outputs);
  });

  it("gives the host turns, so that a message can cancel a long run", async () => {
    const large = given([1, 64, 112, 112]);
    let y = large;
    for (let i = 0; i < 12; i++) y = conv(y, 64, `c${i}`);
    const session = openSession(requirePlan(graphOf([large], [y])), { kernel: backend });
    const signal = { aborted: false };
    setTimeout(() => {
      signal.aborted = true;
    }, 5);
    await assert.rejects(session.run([], { signal }), hasCode("cancelled"));
  });

  it("keeps the feature maps that are asked for, and says which nodes are fused", async () => {
    const { kept, outputs } = await open().run([], { keep: [0, 1, 3, graph.outputs[0] ?? 0] });
    const [input, fused, map, last] = [0, 1, 3, graph.outputs[0] ?? 0].map((id) => kept.get(id));
    assert.ok(input?.kind === "map" && input.tensor.shape.join() === "1,8,12,12");
    assert.deepEqual(fused, { kind: "fused", into: 3 });
    assert.ok(
      map?.kind === "map" && map.tensor.data.length === 16 * 144 && map.tensor.data.every((v) => v >= 0),
    );
    assert.ok(last?.kind === "map");
    assert.deepEqual(last.tensor.data, outputs[0]?.data);
  });

  it("stops once the maps are there, if they are all that is wanted", async () => {
    const session = open();
    const whole = await session.run([], { keep: [3] });
    const part = await session.run([], { keep: [3], stopWhenKept: true });
    assert.deepEqual(part.kept, whole.kept);
    assert.deepEqual(part.outputs, []);
    assert.ok(part.steps.length < whole.steps.length);
  });

  it("keeps what goes through a dropout that is watched, before the activation behind it", async () => {
    const dropped = dropout(batchNorm(conv(x, 8, "c"), "b"));
    const nodes = graphOf([x], [relu(dropped)]);
    const id = nodes.nodes.findIndex(({ op }) => op === "dropout");
    const { kept } = await openSession(requirePlan(nodes, { observe: [id] }), { kernel: backend }).run([], {
      keep: [id],
    });
    const map = kept.get(id);
    assert.ok(map?.kind === "map" && map.tensor.data.some((value) => value < 0));
  });

  it("keeps a part of a copy of the input, which a step between has made", async () => {
    const normal = batchNorm(x, "b");
    const part = apply("narrow", { dim: 0, start: 0, length: 1 }, [x]);
    const parts = graphOf([x], [normal, batchNorm(cat(part, part), "c")]);
    const id = parts.nodes.findIndex(({ op }) => op === "narrow");
    const { kept } = await openSession(requirePlan(parts, { observe: [id] }), { kernel: backend }).run([], {
      keep: [0, id],
    });
    const [input, map] = [kept.get(0), kept.get(id)];
    assert.ok(input?.kind === "map" && map?.kind === "map");
    assert.deepEqual(map.tensor.data, input.tensor.data);
  });

  it("refuses inputs and weights of another size", async () => {
    await assert.rejects(open().run([new Float32Array(3)]), hasCode("wrong-input"));
    await assert.rejects(open().run([null, null]), hasCode("wrong-input"));
    const weights = new Map([["c1.weight", new Float32Array(5)]]);
    const opening = () => openSession(requirePlan(graph), { kernel: backend, weights });
    assert.throws(opening, hasCode("wrong-weights"));
  });

  it("refuses options that cannot be", () => {
    const wrong: readonly Partial<Record<keyof (PlanOptions & SessionOptions), unknown>>[] = [
      ...[0, -1, 1.5, Number.NaN, 1e9, "2"].map((threads) => ({ threads })),
      ...["tiny", null].map((memory) => ({ memory })),
      ...[-1, Number.NaN, "1 GB"].map((memoryLimit) => ({ memoryLimit })),
      ...[Number.NaN, "x"].map((seed) => ({ seed })),
    ];
    for (const options of wrong) {
      const all = { kernel: backend, ...options } as PlanOptions & SessionOptions;
      const opening = () => openSession(requirePlan(graph, all), all);
      assert.throws(opening, hasCode("wrong-option"), JSON.stringify(options));
    }
  });

  it("refuses weights that are no map, or not of Float32Array", () => {
    for (const weights of [{}, null, [], new Map([["c1.weight", [1, 2]]]), new Map([["c1.weight", null]])]) {
      const all = { kernel: backend, weights } as unknown as SessionOptions;
      assert.throws(() => openSession(requirePlan(graph), all), hasCode("wrong-weights"));
    }
  });

  it("refuses what is not a graph", () => {
    for (const none of [null, 1, {}, { ...graph, nodes: [null] }]) {
      assert.throws(() => requirePlan(none as Graph), hasCode("faulty-graph"));
    }
  });

  it("runs one run at a time, and none once closed", async () => {
    const session = open();
    const running = session.run();
    await assert.rejects(session.run(), hasCode("busy"));
    await running;
    session.dispose();
    await assert.rejects(session.run(), hasCode("disposed"));
  });

  it("ends a run as disposed when it is closed meanwhile", async () => {
    const [early, late] = [open(), open()];
    const running = early.run();
    early.dispose();
    await assert.rejects(running, hasCode("disposed"));
    await assert.rejects(late.run([], { onStep: () => late.dispose() }), hasCode("disposed"));
    const profiled = open();
    const profiling = profile(profiled, 1000);
    profiled.dispose();
    await assert.rejects(profiling, hasCode("disposed"));
  });

  it("refuses a plan beyond its memory before it allocates", () => {
    assert.throws(() => requirePlan(graph, { memoryLimit: 70_000 }), hasCode("too-much-memory"));
  });

  it("takes a fixed amount of memory, and profiles a small model by more runs than asked", async () => {
    const plan = requirePlan(graph);
    const session = openSession(plan, { kernel: backend });
    const { runs, steps, milliseconds, warmUpMilliseconds } = await profile(session, 3);
    assert.ok(runs > 3);
    assert.equal(session.memoryBytes, Math.ceil(plan.memory.bytes / 65_536) * 65_536);
    assert.equal(steps.length, plan.steps.length);
    assert.ok(milliseconds > 0 && warmUpMilliseconds > 0);
    assert.match(session.backend, /SIMD.*, 1 thread$/);
  });
});
