import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { ModelDocument, ModelRun, WordedProblem } from "../../src/protocol/index.ts";
import { faultsIn, visibleFaults } from "../../webview/model/faults.ts";
import { viewOf } from "../../webview/model/model-view.ts";
import {
  type AppState,
  display,
  endRun,
  finishComparison,
  finishRun,
  heatInView,
  initialState,
  type Shown,
  select,
  show,
  startRun,
} from "../../webview/state/app-state.ts";
import { documentOf, placeOfNode, withFaults } from "./support/documents.ts";
import { convolutions, projected } from "./support/examples.ts";

type Change = (state: AppState) => AppState;

const [first, second] = [documentOf(projected), documentOf(convolutions(2))];
const result: ModelRun = {
  ...{ name: "", backend: "", runs: 1, milliseconds: 1, warmUpMilliseconds: 1, arenaBytes: 1 },
  ...{ steps: [], outputs: [], weights: null, firstNotFinite: null },
};
const cancel = () => {};

describe("what runs leave behind", () => {
  it("is that of the file in view, and comes back with it", () => {
    const ran = after([
      show(fileOf("a", first)),
      startRun(cancel, [first]),
      finishRun(first, result, { inputs: [], seed: 0 }),
      startRun(cancel, [first, first]),
      finishComparison({ models: [first, first], results: [result, result] }),
      startRun(cancel, [first]),
      endRun("It does not fit."),
    ]);
    const other = after([show(fileOf("b", second))], ran);
    assert.deepEqual([other.finished, other.comparison, other.notice], [null, null, null]);
    const back = after([show(fileOf("a", first))], other);
    assert.equal(back.notice, "It does not fit.");
    assert.equal(back.comparison?.models.length, 2);
    assert.equal(back.finished?.model, first);
  });

  it("says why a run did not start until an edit changes what the model computes", () => {
    const refused = after([show(fileOf("a", first)), startRun(cancel, [first]), endRun("It does not fit.")]);
    assert.equal(after([show(fileOf("a", { ...first }))], refused).notice, "It does not fit.");
    assert.equal(after([show(fileOf("a", second))], refused).notice, null);
    assert.equal(after([show({ ...fileOf("a", first), model: null })], refused).notice, null);
  });

  it("tells a run without an answer from a notice, which may be of a file that was not taken", () => {
    const refused = after([show(fileOf("a", first)), startRun(cancel, [first]), endRun("It does not fit.")]);
    assert.ok(refused.unanswered);
    const other = after([show(fileOf("b", second))], refused);
    assert.ok(!other.unanswered);
    assert.ok(after([show(fileOf("a", first))], other).unanswered);
    assert.ok(!after([startRun(cancel, [first])], refused).unanswered);
  });

  it("does not call away who has turned to something else since the run began", () => {
    const [begun, finished] = [
      after([show(fileOf("a", first)), startRun(cancel, [first])]),
      finishRun(first, result, { inputs: [], seed: 0 }),
    ];
    assert.equal(after([finished], begun).display.tab, "run");
    assert.equal(after([display({ tab: "cost" }), finished], begun).display.tab, "cost");
    const selected = after([select(viewOf(first).tree.layerOf[1] ?? null), finished], begun);
    assert.equal(selected.display.tab, "layer");
    assert.equal(selected.finished?.model, first);
  });

  it("belongs to the file on which the run began, though another one is in view at its end", () => {
    const state = after([
      show(fileOf("a", first)),
      startRun(cancel, [first]),
      show(fileOf("b", second)),
      finishRun(first, result, { inputs: [], seed: 0 }),
    ]);
    assert.equal(state.finished, null);
    assert.equal(state.display.panel, null);
    assert.equal(after([show(fileOf("a", first))], state).finished?.model, first);
  });

  it("colours boxes by time only where it was measured", () => {
    const ran = after([
      show(fileOf("a", first)),
      startRun(cancel, [first]),
      finishRun(first, result, { inputs: [], seed: 0 }),
    ]);
    assert.equal(heatInView(ran), "time");
    assert.equal(heatInView(after([show(fileOf("b", second))], ran)), "none");
  });
});

describe("faults", () => {
  const at = (node: number) => viewOf(first).tree.layerOf[node] ?? "";

  it("are at the layer that the problem is about, and at the group that hides it", () => {
    const view = viewOf(
      withFaults(first, [
        { problem: problemAt(1, "error"), nodes: [1] },
        { problem: problemAt(1, "warning"), nodes: [1] },
      ]),
    );
    const faults = faultsIn(view);
    assert.deepEqual([...faults.keys()], [at(1)]);
    assert.equal(faults.get(at(1))?.severity, "error");
    assert.equal(faults.get(at(1))?.problems.length, 2);
    const folded = visibleFaults(view, faults, (id) => id === view.tree.root);
    assert.deepEqual([...folded.keys()], [view.tree.root]);
  });

  it("are not at other layers that are written at the same place", () => {
    const view = viewOf(withFaults(first, [{ problem: problemAt(1, "error"), nodes: [2] }]));
    assert.deepEqual([...faultsIn(view).keys()], [at(2)]);
  });

  it("of a module are at its group or its layer, and those of the model at the root", () => {
    const path = first.graph.nodes[1]?.module ?? "";
    const ofLayer = viewOf(withFaults(first, [{ problem: problemAt(1, "error"), modules: [path] }]));
    assert.deepEqual([...faultsIn(ofLayer).keys()], [at(1)]);
    for (const modules of [[""], ["not.drawn"]]) {
      const view = viewOf(withFaults(first, [{ problem: problemAt(1, "error"), modules }]));
      assert.deepEqual([...faultsIn(view).keys()], [view.tree.root]);
    }
  });
});

function after(changes: readonly Change[], from: AppState = initialState): AppState {
  return changes.reduce((state, change) => change(state), from);
}

function fileOf(name: string, model: ModelDocument): Shown {
  return {
    uri: `file:///${name}.ts`,
    fileName: `${name}.ts`,
    models: [model],
    model,
    halfTyped: false,
    problems: [],
    units: "MACs",
  };
}

function problemAt(node: number, severity: WordedProblem["severity"]): WordedProblem {
  return { code: "test", severity, message: severity, line: 1, column: 1, ...placeOfNode(node) };
}
