import type { Model } from "../../analyzer/index.ts";
import type { FileRange } from "../../base/index.ts";
import {
  type Counts,
  type Dim,
  type Graph,
  isUnknown,
  known,
  type ModulePath,
  type Node,
  type NodeId,
  printShapeShort,
  type Report,
} from "../../ir/index.ts";
import { modulesToRun } from "../../passes/index.ts";
import type { OutlineFault, OutlineItem } from "../../protocol/index.ts";
import {
  byteSize,
  exactCost,
  exactCount,
  narrowFormula,
  plural,
  shortCost,
  shortCount,
} from "../../words/index.ts";
import { type MarkedProblem, markedProblem } from "../problems.ts";
import { flowWords, nodeTitle } from "../view/node-title.ts";
import type { View } from "../view/view.ts";
import { figuresInShort } from "./documents.ts";
import { declaredNote, modelFaults } from "./model-faults.ts";

/** The models of a file with their modules and layers and what each costs. */
export function modelOutline(view: View, addressOf: (file: string) => string): readonly OutlineItem[] {
  return view.analysis.models.map((model) => {
    const { graph } = model;
    const report = view.report(model);
    return outlineOf({
      ...{ view, model, report, addressOf, entries: entriesOf(graph) },
      blocks: modulesToRun(graph, model.calls),
      faults: faultsOf(view, model),
      modules: new Map(graph.modules.map((module) => [module.path, module])),
      rows: new Map(report.modules.map((row) => [row.path, row])),
    });
  });
}

/** What is wrong with a model, by what of it is wrong. */
interface OutlineFaults {
  readonly all: readonly MarkedProblem[];
  readonly nodes: ReadonlyMap<NodeId, readonly MarkedProblem[]>;
  readonly modules: ReadonlyMap<ModulePath, readonly MarkedProblem[]>;
}

function faultsOf(view: View, model: Model): OutlineFaults {
  const faults = modelFaults(view, model).map((fault) => ({
    ...fault,
    problem: markedProblem(fault.placed),
  }));
  return {
    all: faults.map(({ problem }) => problem),
    nodes: groupBy(faults.flatMap(({ nodes, problem }) => nodes.map((id) => [id, problem] as const))),
    modules: groupBy(
      faults.flatMap(({ modules, problem }) => modules.map((path) => [path, problem] as const)),
    ),
  };
}

function groupBy<K, V>(entries: readonly (readonly [K, V])[]): ReadonlyMap<K, readonly V[]> {
  const lists = new Map<K, V[]>();
  for (const [key, value] of entries) lists.set(key, [...(lists.get(key) ?? []), value]);
  return lists;
}

interface Outlining {
  readonly view: View;
  readonly model: Model;
  readonly report: Report;
  readonly addressOf: (file: string) => string;
  readonly faults: OutlineFaults;
  /** By path: those that can run alone. */
  readonly blocks: ReadonlyMap<ModulePath, number>;
  readonly entries: ReadonlyMap<ModulePath, readonly OutlineEntry[]>;
  readonly modules: ReadonlyMap<ModulePath, Graph["modules"][number]>;
  readonly rows: ReadonlyMap<ModulePath, Counts>;
}

/** What stands in a module, in the order of the run: another module, or a node of its own. */
type OutlineEntry = { readonly path: ModulePath } | { readonly node: Node };

function entriesOf({ nodes, inputs }: Graph): ReadonlyMap<ModulePath, readonly OutlineEntry[]> {
  const entries = new Map<ModulePath, OutlineEntry[]>([["", []]]);
  const listOf = (path: ModulePath): OutlineEntry[] => {
    const found = entries.get(path);
    if (found !== undefined) return found;
    const made: OutlineEntry[] = [];
    entries.set(path, made);
    listOf(parentOf(path)).push({ path });
    return made;
  };
  const given = new Set(inputs);
  for (const node of nodes) if (!given.has(node.id)) listOf(node.module).push({ node });
  return entries;
}

function outlineOf(outlining: Outlining): OutlineItem {
  const { view, model, addressOf } = outlining;
  const source = model.call ?? model.construction ?? model.declaration;
  const declared = declaredNote(view, model);
  return {
    ...{
      file: addressOf(view.analysis.file),
      model: model.id,
      path: "",
      node: null,
      key: model.id,
      kind: "model",
      name: model.name,
    },
    figures: figuresInShort(view, model),
    details: [
      flowWords(model.graph, printShapeShort),
      figuresInShort(view, model),
      ...(declared === null ? [] : [declared]),
    ],
    fault: faultOf(outlining.faults.all, true),
    source: source && { ...source, file: addressOf(source.file) },
    isBlock: false,
    children: partItems(outlining, ""),
  };
}

function partItems(outlining: Outlining, path: ModulePath): readonly OutlineItem[] {
  return (outlining.entries.get(path) ?? []).map((entry) =>
    "node" in entry ? nodeItem(outlining, entry.node, null) : moduleItem(outlining, entry.path),
  );
}

function moduleItem(outlining: Outlining, path: ModulePath): OutlineItem {
  const [only, ...more] = outlining.entries.get(path) ?? [];
  // A module that is nothing but one op is that layer.
  if (only !== undefined && "node" in only && more.length === 0) return nodeItem(outlining, only.node, path);
  const { modules, rows } = outlining;
  const module = modules.get(path);
  const className = module?.className ?? "";
  return {
    ...{ ...named(outlining, path, ""), kind: "module", node: null, name: lastPart(path) },
    ...worded(outlining, className, "", rows.get(path)),
    source: placed(outlining, module?.source ?? null),
    isBlock: outlining.blocks.has(path),
    fault: faultOf(problemsBelow(outlining, path), true),
    children: partItems(outlining, path),
  };
}

function nodeItem(outlining: Outlining, node: Node, path: ModulePath | null): OutlineItem {
  const { model, report, modules } = outlining;
  const title = nodeTitle(model.graph, node);
  const shape = printShapeShort(node.shape);
  const made = path === null ? null : (modules.get(path)?.source ?? null);
  const built = path === null ? [] : problems(outlining.faults.modules, path);
  return {
    ...named(outlining, path ?? node.module, `#${node.id}`),
    ...{ kind: "layer", node: node.id, name: path === null ? title : lastPart(path) },
    ...worded(outlining, path === null ? "" : title, shape, report.nodes[node.id]),
    source: placed(outlining, node.source ?? made),
    fault: faultOf([...problems(outlining.faults.nodes, node.id), ...built], false),
    ...{ isBlock: false, children: [] },
  };
}

/** What is wrong with a module, and with all that it holds: closed, it hides them. */
function problemsBelow(outlining: Outlining, path: ModulePath): readonly MarkedProblem[] {
  const { faults, entries } = outlining;
  if (faults.all.length === 0) return [];
  return [
    ...problems(faults.modules, path),
    ...(entries.get(path) ?? []).flatMap((entry) =>
      "node" in entry ? problems(faults.nodes, entry.node.id) : problemsBelow(outlining, entry.path),
    ),
  ];
}

function problems<K>(lists: ReadonlyMap<K, readonly MarkedProblem[]>, key: K): readonly MarkedProblem[] {
  return lists.get(key) ?? [];
}

/** `holds`: whether they may be of several things, so that one sentence would not tell which. */
function faultOf(all: readonly MarkedProblem[], holds: boolean): OutlineFault | null {
  const unique = [...new Set(all)];
  const [first] = unique;
  if (first === undefined) return null;
  const severity = unique.some((one) => one.severity === "error") ? "error" : "warning";
  const gravest = unique.filter((one) => one.severity === severity);
  const short = holds ? plural(gravest.length, severity) : (gravest[0] ?? first).message;
  return { severity, short, sentences: unique.map(({ message }) => message) };
}

function named({ view, model, addressOf }: Outlining, path: ModulePath, suffix: string) {
  return { file: addressOf(view.analysis.file), model: model.id, path, key: `${model.id} ${path}${suffix}` };
}

function worded({ view }: Outlining, title: string, shape: string, counts: Counts | undefined) {
  const { units } = view.settings;
  if (counts === undefined) return { figures: [title, shape].filter(Boolean).join(" · "), details: [title] };
  const { parameters, macs, activationBytes } = counts;
  const short = [
    title,
    shape,
    isShown(parameters) ? `${shortCount(parameters, narrowFormula)} params` : "",
    isShown(macs) ? shortCost(macs, units, narrowFormula) : "",
  ];
  const whole = [
    title,
    shape,
    `${exactCount(parameters)} parameters`,
    exactCost(macs, units),
    `${byteSize(activationBytes)} of activations`,
  ];
  return { figures: short.filter(Boolean).join(" · "), details: whole.filter(Boolean) };
}

/** Whether a count is worth showing: unknown and symbolic ones are, 0 is not. */
function isShown(count: Dim): boolean {
  return isUnknown(count) || known(count) !== 0;
}

function placed({ addressOf }: Outlining, source: FileRange | null): FileRange | null {
  return source === null ? null : { ...source, file: addressOf(source.file) };
}

function lastPart(path: ModulePath): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

function parentOf(path: ModulePath): ModulePath {
  return path.slice(0, Math.max(0, path.lastIndexOf(".")));
}
