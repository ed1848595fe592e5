import type { Model, PlacedProblem } from "../../analyzer/index.ts";
import { covers, type FileRange } from "../../base/index.ts";
import {
  type AttrValue,
  isUnknown,
  isWithin,
  type ModulePath,
  type Node,
  type NodeId,
} from "../../ir/index.ts";
import { findOp, isOp } from "../../ops/index.ts";
import { type ProblemCode, severityOf } from "../../problems/index.ts";
import { isAppliedAs } from "../view/applied-op.ts";
import { inputShapes } from "../view/node-title.ts";

/** What of a model a problem is about. */
export interface Owners {
  readonly nodes: readonly NodeId[];
  /** "" for the model as a whole. */
  readonly modules: readonly ModulePath[];
}

/**
 * What a problem is about, by model: the nodes whose op refuses its inputs, else the module or the node that is given something
 * wrong at this place, else whole models. One place may make several layers of which only one is wrong, so the place does not
 * decide.
 */
export function ownersOf(models: readonly Model[], problem: PlacedProblem): ReadonlyMap<Model, Owners> {
  const { op } = problem;
  if (op !== null && isOp(op.kind)) {
    const nodes = refusingNodes(models, problem, op);
    if (nodes.length > 0) return byModel(nodes);
  } else if (op !== null || aboutArguments.has(problem.code)) {
    const given = givenAt(models, problem.at);
    if (given.size > 0) return given;
  }
  const whole = severityOf(problem) === "error" ? wholeModels(models, problem.at) : [];
  return byModel(whole.map((model) => ({ model, path: "" })));
}

/** Problems of what a construction or a call is given. */
const aboutArguments: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "spare-argument",
  "unknown-option",
  "not-options",
  "not-a-list",
  "not-a-module",
]);

interface ModelNode {
  readonly model: Model;
  readonly node: Node;
}

type AppliedOp = NonNullable<PlacedProblem["op"]>;

/** Without inputs it is the attributes that are refused, and they may not be known from then on. */
function refusingNodes(
  models: readonly Model[],
  problem: PlacedProblem,
  op: AppliedOp,
): readonly ModelNode[] {
  const isByInputs = op.inputs.length > 0;
  const ofKind = nodesWhere(models, (_, node) => node.op === op.kind);
  const isApplied = ({ model, node }: ModelNode) => !isByInputs || isAppliedAs(model.graph, node, op);
  const isHere = (one: ModelNode) => isWrittenAround(one, problem.at);
  const refusing = ofKind.filter((one) => refuses(one, problem, isByInputs));
  const same = refusing.filter(isApplied);
  // A class without a call may have been tried on other sizes than those that its model has in the end.
  const found = [same.filter(isHere), same, refusing.filter(isHere)].find(({ length }) => length > 0);
  if (found !== undefined) return found;
  const here = ofKind.filter((one) => isApplied(one) && isHere(one));
  return isByInputs ? here : here.filter(({ node }) => Object.values(node.attrs).some(hasUnknown));
}

function nodesWhere(
  models: readonly Model[],
  isWanted: (model: Model, node: Node) => boolean,
): readonly ModelNode[] {
  return models.flatMap((model) =>
    model.graph.nodes.filter((node) => isWanted(model, node)).map((node) => ({ model, node })),
  );
}

/** Two layers that one place makes may differ in their arguments, so the op is asked about each. */
function refuses({ model, node }: ModelNode, { code, data }: PlacedProblem, isByInputs: boolean): boolean {
  const op = findOp(node.op);
  const refused = isByInputs ? op.infer(node.attrs, inputShapes(model.graph, node)).problems : [];
  return [...op.check(node.attrs), ...refused].some(
    (one) => one.code === code && JSON.stringify(one.data) === JSON.stringify(data),
  );
}

/** Whether the place lies in the node's call, or in the construction of its layer. */
function isWrittenAround({ model, node }: ModelNode, at: FileRange): boolean {
  const owner = model.graph.modules.find(({ path }) => path === node.owner);
  return [node.source, owner?.source].some((source) => source != null && covers(source, at));
}

function hasUnknown(value: AttrValue): boolean {
  if (typeof value !== "object" || value === null) return false;
  return "kind" in value ? isUnknown(value) : value.some(hasUnknown);
}

/** What is constructed or called with what stands at the place. What a construction builds inside itself was not given it. */
function givenAt(models: readonly Model[], at: FileRange): ReadonlyMap<Model, Owners> {
  const around = models.flatMap((model) => [
    ...model.graph.nodes.map((node) => ({ model, node, path: null, source: node.source })),
    ...model.graph.modules.map(({ path, source }) => ({ model, node: null, path, source })),
  ]);
  const sized = around.flatMap(({ source, ...one }) =>
    source !== null && covers(source, at) ? [{ ...one, source, size: source.end - source.start }] : [],
  );
  const smallest = Math.min(...sized.map(({ size }) => size));
  const innermost = sized.filter(({ size }) => size === smallest);
  const modules = innermost.flatMap(({ model, path }) => (path === null ? [] : [{ model, path }]));
  if (modules.length > 0) return byModel(modules.filter(isOutermostOf(modules)));
  const nodes = innermost.flatMap(({ model, node }) => (node === null ? [] : [{ model, node }]));
  // A call of a block applies many nodes, none of which was given the arguments of the call.
  return byModel(new Set(nodes.map(callKey)).size === 1 ? nodes : []);
}

interface ModelModule {
  readonly model: Model;
  readonly path: ModulePath;
}

function isOutermostOf(all: readonly ModelModule[]): (one: ModelModule) => boolean {
  return ({ model, path }) =>
    !all.some((other) => other.model === model && other.path !== path && isWithin(path, other.path));
}

function callKey({ model, node }: ModelNode): string {
  const owner = model.graph.modules.find(({ path }) => path === node.owner);
  return JSON.stringify([node.op, owner?.source]);
}

/**
 * The models that an error without a node or a module is certainly about: something of theirs is unknown because of it, or it
 * lies in what only one of them consists of.
 */
function wholeModels(models: readonly Model[], at: FileRange): readonly Model[] {
  const spoilt = models.filter(({ graph }) =>
    graph.unknowns.some(({ because }) => because !== null && (covers(because, at) || covers(at, because))),
  );
  if (spoilt.length > 0) return spoilt;
  const around = models.filter(({ declaration, construction, call }) =>
    [declaration, construction, call].some((place) => place !== null && covers(place, at)),
  );
  return around.length === 1 ? around : [];
}

function byModel(found: readonly (ModelNode | ModelModule)[]): ReadonlyMap<Model, Owners> {
  const owners = new Map<Model, Owners>();
  for (const one of found) {
    const { nodes, modules } = owners.get(one.model) ?? { nodes: [], modules: [] };
    const added =
      "node" in one
        ? { nodes: [...nodes, one.node.id], modules }
        : { nodes, modules: [...modules, one.path] };
    owners.set(one.model, added);
  }
  return owners;
}
