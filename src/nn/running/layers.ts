import { joinedName, type KeptState, type ModulePaths, type UnusedLayer } from "../../ir/index.ts";
import { keepsTensors } from "../../ops/index.ts";
import { type OpCall, OpLayer } from "../layers/op-layer.ts";
import { KeptTensor } from "../parameter.ts";

/** The layers and parameters below a root that keep tensors, whether anything calls them or not. */
export function layersBelow(paths: ModulePaths<object, object>): readonly UnusedLayer[] {
  return paths.modules().flatMap(([path, module]) => {
    // A layer that forward creates has a name in parentheses and is not part of the model.
    const layer = path.startsWith("(") ? undefined : opOf(module);
    if (layer === undefined) return [];
    const { op, attrs } = layer;
    if (!keepsTensors(op, attrs)) return [];
    return [{ path, op, attrs, className: module.constructor.name, source: null }];
  });
}

/** The op that a layer applies, or that gives a parameter. */
function opOf(part: object): OpCall | undefined {
  if (part instanceof OpLayer) return part.asOp();
  return part instanceof KeptTensor ? part.application : undefined;
}

/** The kept tensors below a root that `nn.init` or `requiresGrad` has changed. */
export function keptBelow(paths: ModulePaths<object, object>): readonly KeptState[] {
  return paths
    .modules()
    .flatMap(([path, part]) => (path.startsWith("(") ? [] : knownTensors(part).flatMap(stateUnder(path))));
}

function knownTensors(part: object): readonly (readonly [name: string, tensor: KeptTensor])[] {
  if (part instanceof OpLayer) return part.knownTensors();
  return part instanceof KeptTensor ? [["", part]] : [];
}

function stateUnder(path: string): (entry: readonly [name: string, tensor: KeptTensor]) => KeptState[] {
  return ([ownName, { start, isLearned, requiresGrad }]) => {
    const isFixed = isLearned && requiresGrad === false;
    if (start === null && !isFixed) return [];
    const name = joinedName(path, ownName);
    return [{ name, ...(start === null ? {} : { start }), ...(isFixed ? { fixed: true } : {}) }];
  };
}
