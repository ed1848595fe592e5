import type { FileRange } from "../../base/index.ts";
import type { InputSlot, Model } from "../analysis.ts";
import type { SourceFile } from "../program/source-file.ts";
import { outermost } from "../run/consequences.ts";
import type { Machine } from "../run/machine.ts";
import type { RootCall } from "../run/records.ts";
import type { Frame, Made, ObjectValue } from "../values/value.ts";
import { inputNamesOf, outputNamesOf } from "./input-names.ts";
import { modelGraph } from "./model-graph.ts";
import { type ModelName, type ModelNames, nameModels } from "./model-names.ts";
import type { ModuleTree } from "./module-tree.ts";
import { slotsOfClass } from "./stated-inputs.ts";

/** A model with what only the analysis itself needs of it. */
export interface FoundModel {
  readonly model: Model;
  readonly root: ObjectValue | null;
  readonly tree: ModuleTree;
  readonly nodes: ReadonlyMap<Made, number>;
}

/** A call that makes a model, and where its input came from. */
export interface ModelCall {
  readonly call: RootCall;
  readonly inputFrom: Model["inputFrom"];
  readonly symbolic: boolean;
  /** The name under which the file exports the module's class, where that is not the class's own. */
  readonly exportedAs?: string | undefined;
  /** Where a function takes the place of a module; the call's root then only stands for it. */
  readonly fn?: {
    readonly name: string;
    readonly nameRange: FileRange;
    readonly declaration: FileRange;
    readonly slots: readonly InputSlot[];
  };
}

/** The models of a file in the order of its text. Of several calls of one module the first is the model. */
export function modelsOf(m: Machine, file: SourceFile, calls: readonly ModelCall[]): readonly FoundModel[] {
  const names = nameModels(
    file,
    calls.map(({ call }) => call),
  );
  const candidates = calls.flatMap((call) => candidatesOf(m, call, names)).sort((a, b) => a.start - b.start);
  const [roots, ids, taken] = [new Set<ObjectValue>(), new Set<string>(), new Set<string>()];
  return candidates.flatMap(({ start: _, module, ...candidate }) => {
    if (roots.has(module)) return [];
    roots.add(module);
    const { className, variable } = candidate.model;
    const id = free(variable === null ? className : `${className}:${variable}`, ids, (n) => `#${n}`);
    const wanted = variable === null || variable === className ? className : `${variable} · ${className}`;
    return [{ ...candidate, model: { ...candidate.model, id, name: free(wanted, taken, (n) => ` (${n})`) } }];
  });
}

/** What is wanted, with a count after it from the second on: it does not change when something else is added. */
function free(wanted: string, taken: Set<string>, counted: (count: number) => string): string {
  let text = wanted;
  for (let count = 2; taken.has(text); count++) text = `${wanted}${counted(count)}`;
  taken.add(text);
  return text;
}

interface ModelCandidate extends FoundModel {
  readonly module: ObjectValue;
  /** Where in the file it is called, else constructed, else declared. */
  readonly start: number;
}

function candidatesOf(m: Machine, modelCall: ModelCall, names: ModelNames): readonly ModelCandidate[] {
  const { call, inputFrom, symbolic, exportedAs, fn } = modelCall;
  const found = modelGraph(call, fn?.name);
  if (found === undefined) return [];
  const { root } = call;
  const className = fn?.name ?? names.classOf(root);
  const name = names.variables.get(call);
  const construction = fn?.nameRange ?? root.module?.frame?.place ?? null;
  const model: Model = {
    id: "",
    name: className,
    className,
    variable: fn === undefined ? (name?.variable ?? exportedAs ?? null) : null,
    isHeld: fn === undefined && name?.isHeld === true,
    graph: found.graph,
    calls: found.calls,
    inputNames: inputNamesOf(call, fn === undefined ? slotsOfClass(m, root.class) : fn.slots, found),
    outputNames: outputNamesOf(call, found.graph),
    construction: symbolic ? null : construction,
    constructedIn: symbolic || fn !== undefined ? [] : placesAround(root.module?.frame ?? null),
    call: inputFrom === "call" ? (call.frame?.place ?? null) : null,
    declaration: fn?.declaration ?? root.class?.code.place ?? null,
    inputFrom,
    symbolic,
  };
  const start = placeOf(modelCall, name)?.start ?? 0;
  const isFunction = fn !== undefined;
  return [
    { model, root: isFunction ? null : root, tree: found.tree, nodes: found.nodes, module: root, start },
  ];
}

function placesAround(frame: Frame | null): readonly FileRange[] {
  const places: FileRange[] = [];
  for (let around = frame?.outer ?? null; around !== null; around = around.outer) places.push(around.place);
  return places;
}

function placeOf({ call, fn }: ModelCall, name: ModelName | undefined): FileRange | undefined {
  const { root, frame } = call;
  const held = name === undefined ? undefined : outermost(root.module?.frame ?? null)?.place;
  return outermost(frame)?.place ?? fn?.declaration ?? held ?? root.class?.code.place ?? undefined;
}
