import {
  type Attrs,
  type Graph,
  type ModulePath,
  type NodeReport,
  type Report,
  type Shape,
  sameShape,
} from "../ir/index.ts";

/** A graph with its numbers. */
export interface Counted {
  readonly graph: Graph;
  readonly report: Report;
}

/** A layer as one side of a comparison has it. */
export interface DiffedLayer {
  readonly path: ModulePath;
  readonly op: string;
  readonly attrs: Attrs;
  /** Null for a layer that the call does not reach. */
  readonly shape: Shape | null;
  /** Its place in `graph.nodes`, or in `graph.unused` where it has no shape. */
  readonly index: number;
  readonly counts: Pick<NodeReport, "parameters" | "macs" | "activationBytes">;
}

/**
 * `changed`: its op or its attributes are others. `reshaped`: it is the same and gets another shape from the layers
 * before it. `moved`: it is the same and stands under another path. `same`: nothing of it differs, except for its place in
 * a list.
 */
export type LayerChange = "added" | "removed" | "changed" | "reshaped" | "moved" | "same";

export interface LayerDiff {
  readonly change: LayerChange;
  /** Null for an added layer. */
  readonly before: DiffedLayer | null;
  /** Null for a removed layer. */
  readonly after: DiffedLayer | null;
}

/**
 * Matches the layers of two graphs: by module path, then by what they are. In the order of the newer graph, with each removed
 * layer where it was.
 */
export function diffGraphs(before: Counted, after: Counted): readonly LayerDiff[] {
  const [old, young] = [layersOf(before), layersOf(after)];
  const partnerOf = match(old, young);
  const taken = new Set(partnerOf.values());
  const pairs = young.map((layer): LayerDiff => {
    const partner = partnerOf.get(layer) ?? null;
    return { change: changeOf(partner, layer), before: partner, after: layer };
  });
  return withRemoved(pairs, old, taken);
}

function layersOf({ graph, report }: Counted): readonly DiffedLayer[] {
  const inputs = new Set(graph.inputs);
  const reached = graph.nodes.flatMap((node): readonly DiffedLayer[] => {
    const counts = report.nodes[node.id];
    if (inputs.has(node.id) || counts === undefined) return [];
    const { op, attrs, shape, id: index } = node;
    return [{ path: node.owner ?? node.module, op, attrs, shape, index, counts }];
  });
  const unused = graph.unused.map(({ path, op, attrs }, index): DiffedLayer => {
    const parameters = report.unused[index]?.parameters ?? 0;
    return { path, op, attrs, shape: null, index, counts: { parameters, macs: 0, activationBytes: 0 } };
  });
  return [...reached, ...unused];
}

/**
 * Ways to tell that two layers are the same one, the surest first; null where the way does not apply. `isAlone`: no other
 * layer has its path. Inserting into a list gives those behind it other numbers, so these are known by what they are before
 * their path counts.
 */
const ways: readonly ((layer: DiffedLayer, isAlone: boolean) => string | null)[] = [
  (layer) => `${layer.path} ${kindKey(layer)} ${shapeKey(layer)}`,
  (layer) => (isNumbered(layer.path) ? `${parentOf(layer.path)} ${kindKey(layer)}` : null),
  ({ path, op }) => `${path} ${op}`,
  (layer) => `${kindKey(layer)} ${shapeKey(layer)}`,
  ({ path }, isAlone) => (isAlone ? path : null),
];

/** The older layer of each newer one that has one. */
function match(
  old: readonly DiffedLayer[],
  young: readonly DiffedLayer[],
): ReadonlyMap<DiffedLayer, DiffedLayer> {
  const partnerOf = new Map<DiffedLayer, DiffedLayer>();
  const taken = new Set<DiffedLayer>();
  const [oldPaths, youngPaths] = [pathCounts(old), pathCounts(young)];
  const isAlone = ({ path }: DiffedLayer) =>
    (oldPaths.get(path) ?? 0) <= 1 && (youngPaths.get(path) ?? 0) <= 1;
  for (const way of ways) {
    const waiting = new Map<string, DiffedLayer[]>();
    for (const layer of old) {
      const key = taken.has(layer) ? null : way(layer, isAlone(layer));
      if (key === null) continue;
      const others = waiting.get(key);
      if (others === undefined) waiting.set(key, [layer]);
      else others.push(layer);
    }
    for (const queue of waiting.values()) queue.reverse();
    for (const layer of young) {
      const key = partnerOf.has(layer) ? null : way(layer, isAlone(layer));
      const partner = key === null ? undefined : waiting.get(key)?.pop();
      if (partner === undefined) continue;
      partnerOf.set(layer, partner);
      taken.add(partner);
    }
  }
  return partnerOf;
}

function pathCounts(layers: readonly DiffedLayer[]): ReadonlyMap<ModulePath, number> {
  const counts = new Map<ModulePath, number>();
  for (const { path } of layers) counts.set(path, (counts.get(path) ?? 0) + 1);
  return counts;
}

function changeOf(before: DiffedLayer | null, after: DiffedLayer): LayerChange {
  if (before === null) return "added";
  if (kindKey(before) !== kindKey(after)) return "changed";
  if (!haveOneShape(before.shape, after.shape)) return "reshaped";
  return isShifted(before.path, after.path) ? "same" : "moved";
}

/** Whether two paths differ at most by numbers, as those behind an insertion into a list do. */
function isShifted(before: ModulePath, after: ModulePath): boolean {
  return withoutNumbers(before) === withoutNumbers(after);
}

function withoutNumbers(path: ModulePath): string {
  return path
    .split(".")
    .map((part) => (/^\d+$/.test(part) ? "#" : part))
    .join(".");
}

/** Each removed layer follows the layer that it followed before. */
function withRemoved(
  pairs: readonly LayerDiff[],
  old: readonly DiffedLayer[],
  taken: ReadonlySet<DiffedLayer>,
): readonly LayerDiff[] {
  const behind = new Map<DiffedLayer | null, LayerDiff[]>();
  let last: DiffedLayer | null = null;
  for (const layer of old) {
    if (taken.has(layer)) {
      last = layer;
      continue;
    }
    const removed: LayerDiff = { change: "removed", before: layer, after: null };
    const others = behind.get(last);
    if (others === undefined) behind.set(last, [removed]);
    else others.push(removed);
  }
  const following = (pair: LayerDiff) => (pair.before === null ? [] : (behind.get(pair.before) ?? []));
  return [...(behind.get(null) ?? []), ...pairs.flatMap((pair) => [pair, ...following(pair)])];
}

function kindKey({ op, attrs }: DiffedLayer): string {
  return `${op} ${JSON.stringify(attrs)}`;
}

function shapeKey({ shape }: DiffedLayer): string {
  return JSON.stringify(shape);
}

function haveOneShape(left: Shape | null, right: Shape | null): boolean {
  return left === null || right === null ? left === right : sameShape(left, right);
}

function isNumbered(path: ModulePath): boolean {
  return /(^|\.)\d+$/.test(path);
}

function parentOf(path: ModulePath): ModulePath {
  return path.slice(0, Math.max(0, path.lastIndexOf(".")));
}
