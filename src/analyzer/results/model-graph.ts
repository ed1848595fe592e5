import { ancestorsOf, type CallGraph, recordCall, type UnusedLayer } from "../../ir/index.ts";
import { enterModel, keepsTensors } from "../../ops/index.ts";
import type { RootCall } from "../run/records.ts";
import { tensorsIn, unknownsIn } from "../values/tensors-in.ts";
import type { Made, ModuleState, ObjectValue } from "../values/value.ts";
import { keptBelow } from "./kept-states.ts";
import { type ModuleTree, moduleTree } from "./module-tree.ts";
import { type UnknownParts, unknownParts } from "./unknown-parts.ts";

/** The graph of one call of a model, and where each application of an op stands in it. */
interface ModelGraph extends CallGraph<Made> {
  readonly tree: ModuleTree;
}

/**
 * Undefined where the call gave no tensor. Where it is not known what it gave, the graph has what was certainly applied
 * and no such output.
 */
export function modelGraph(call: RootCall, name?: string): ModelGraph | undefined {
  const outputs = tensorsIn(call.output).map(({ made }) => call.statesAfter.get(made) ?? made);
  const unknowns = unknownsIn(call.output);
  if (outputs.length === 0 && unknowns.length === 0) return undefined;
  const tree = moduleTree(call.root);
  const ownName = name ?? classNameOf(tree.moduleAt(""));
  const parts = unknownParts(tree);
  for (const { reason, because } of unknowns)
    parts.idOf({ path: null, kind: "value", reason, because: because ?? call.frame?.place ?? null });
  const drawn = armsOf(outputs, unknowns.length === 0 ? call.applied.filter(isDoubtful) : call.applied);
  const recorded = recordCall<Made, ObjectValue>({
    name: ownName,
    inputs: call.inputs
      .flatMap((input) => tensorsIn(input))
      .map(({ made }) => call.statesBefore.get(made) ?? made),
    outputs,
    loose: drawn.loose,
    unknowns: parts.all,
    unknownOf({ owner, doubt }) {
      if (doubt && !doubt.isSettled) {
        const { reason, because, repeats } = doubt;
        const path = owner === null ? null : (tree.knownPath(owner) ?? null);
        const owned = owner === null ? undefined : tree.doubtOf(owner);
        return parts.idOf(owned ?? { path, kind: repeats ? "count" : "condition", reason, because });
      }
      return parts.ofModule(owner ?? undefined);
    },
    applicationOf: drawn.applicationOf,
    argument: (made, index) => enterModel(made, made.shape, index),
    pathOf: tree.pathOf,
    layers: () => layersIn(tree, parts),
    kept: () => keptBelow(tree),
    otherNames: tree.otherNames,
    moduleAt(path) {
      const module = tree.moduleAt(path);
      const className = path === "" ? ownName : classNameOf(module);
      const source = module?.module?.frame?.place ?? null;
      const unknown = parts.ofModule(module);
      return unknown === undefined ? { className, source } : { className, source, unknown };
    },
  });
  return { ...recorded, nodes: drawn.withJoined(recorded.nodes), tree };
}

function isDoubtful({ doubt }: Made): boolean {
  return doubt?.isSettled === false;
}

/**
 * What is drawn besides what leads to the outputs: both arms of a condition, although only one of them goes on. Where two
 * arms have met, the one that goes on has a new shape and is another application: it is drawn in the place of its own.
 */
function armsOf(outputs: readonly Made[], applied: readonly Made[]) {
  const meetings = new Map<Made, Made>();
  const seen = new Set<Made>();
  for (const top of [...outputs, ...applied]) {
    for (const made of ancestorsOf(top, ({ inputs }) => inputs, seen)) {
      seen.add(made);
      for (let arm = made.joined; arm !== undefined; arm = arm.joined) meetings.set(arm, made);
    }
  }
  const drawnFor = (made: Made): Made => {
    const met = meetings.get(made);
    return met === undefined ? made : drawnFor(met);
  };
  if (meetings.size === 0)
    return {
      loose: applied,
      applicationOf: (made: Made): Made => made,
      withJoined: (nodes: ReadonlyMap<Made, number>): ReadonlyMap<Made, number> => nodes,
    };
  return {
    loose: applied.filter((made) => !meetings.has(made)),
    applicationOf: (made: Made): Made =>
      made.inputs.some((input) => meetings.has(input))
        ? { ...made, inputs: made.inputs.map(drawnFor) }
        : made,
    withJoined: (nodes: ReadonlyMap<Made, number>): ReadonlyMap<Made, number> =>
      new Map([
        ...nodes,
        ...[...meetings].flatMap(([arm, made]) => {
          const id = nodes.get(drawnFor(made));
          return id === undefined ? [] : [[arm, id] as const];
        }),
      ]),
  };
}

function layersIn(tree: ModuleTree, parts: UnknownParts): readonly UnusedLayer[] {
  return tree.modules().flatMap(([path, value]) => {
    const layer = value.module?.layer ?? null;
    // A layer that forward creates has a name in parentheses and is not part of the model.
    if (layer === null || path.startsWith("(") || !hasTensors(layer)) return [];
    const source = value.module?.frame?.place ?? null;
    const unknown = parts.ofModule(value);
    const unused = { path, ...layer, className: classNameOf(value), source };
    return [unknown === undefined ? unused : { ...unused, unknown }];
  });
}

type Layer = NonNullable<ModuleState["layer"]>;

/** What is known of an op's attributes, which all layers that one recipe made share. */
const knownAttributes = new WeakMap<Layer["attrs"], { readonly op: string; readonly has: boolean }>();

function hasTensors({ op, attrs }: Layer): boolean {
  const known = knownAttributes.get(attrs);
  if (known?.op === op) return known.has;
  const has = keepsTensors(op, attrs);
  knownAttributes.set(attrs, { op, has });
  return has;
}

function classNameOf(module: ObjectValue | undefined): string {
  return module?.class?.name ?? "Module";
}
