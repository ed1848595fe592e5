import type { ModulePaths, UnusedLayer } from "../../ir/index.ts";
import { keepsTensors } from "../../ops/index.ts";
import { OpLayer } from "../layers/op-layer.ts";

/** The layers below a root that keep tensors, whether anything calls them or not. */
export function layersBelow(paths: ModulePaths<object, object>): readonly UnusedLayer[] {
  return paths.modules().flatMap(([path, module]) => {
    // A layer that forward creates has a name in parentheses and is not part of the model.
    if (!(module instanceof OpLayer) || path.startsWith("(")) return [];
    const { op, attrs } = module.asOp();
    if (!keepsTensors(op, attrs)) return [];
    return [{ path, op, attrs, className: module.constructor.name, source: null }];
  });
}
