import type { Attrs, ModulePaths, UnusedLayer } from "../../ir/index.ts";
import { keepsTensors } from "../../ops/index.ts";

/** Which op a layer's attributes were checked for: a layer is known by them before anyone has called it. */
const ops = new WeakMap<Attrs, string>();

/** Remembers the op that attributes belong to. */
export function rememberOp(op: string, attrs: Attrs): void {
  ops.set(attrs, op);
}

/** The layers below a root that keep tensors, whether anything calls them or not. */
export function layersBelow(paths: ModulePaths<object, object>): readonly UnusedLayer[] {
  return paths.modules().flatMap(([path, module]) => {
    const attrs = "attrs" in module ? (module.attrs as Attrs) : undefined;
    const op = attrs === undefined ? undefined : ops.get(attrs);
    // What forward makes anew is named in parentheses; it is no part of the model.
    if (attrs === undefined || op === undefined || path.startsWith("(") || !keepsTensors(op, attrs))
      return [];
    return [{ path, op, attrs, className: module.constructor.name, source: null }];
  });
}
