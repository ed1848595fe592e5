import type { KeptTensor } from "./parameter.ts";
import { modulesBelow, parametersBelow, placesBelow } from "./running/module-paths.ts";

/** A module, as far as its tensors are concerned. */
interface Keeper {
  keptTensors(): readonly (readonly [name: string, tensor: KeptTensor])[];
}

type TensorEntry = [name: string, tensor: KeptTensor];

/**
 * All tensors that are kept by name, each once, in PyTorch's order: of each module its own before those of what is below it,
 * and of these the learned ones first. What a layer keeps comes before what a subclass adds.
 */
export function namedTensors(root: Keeper): TensorEntry[] {
  return [...tensorsByModule(root, parametersBelow<KeptTensor>(root)).values()].flat();
}

/** The same, and what modules hold more than once under each of its names, as PyTorch's `state_dict` has it. */
export function tensorsAtPlaces(root: Keeper): TensorEntry[] {
  const places = placesBelow(root);
  const parameters = new Map(parametersBelow<KeptTensor>(root));
  const atPlaces = places.flatMap(([place, path]): TensorEntry[] => {
    const tensor = parameters.get(path);
    return tensor === undefined ? [] : [[place, tensor]];
  });
  const own = tensorsByModule(root, atPlaces);
  const all: TensorEntry[] = [];
  list("", "");
  return all;

  /** Lists what is below a path under another name for it. */
  function list(top: string, name: string): void {
    for (const [place, path] of places) {
      if (top !== "" && place !== top && !place.startsWith(`${top}.`)) continue;
      if (place !== path) list(path, name + place.slice(top.length));
      else
        for (const [full, tensor] of own.get(path) ?? []) all.push([name + full.slice(top.length), tensor]);
    }
  }
}

/** The tensors that each module keeps by itself, by its path. */
function tensorsByModule(root: Keeper, parameters: readonly TensorEntry[]): Map<string, TensorEntry[]> {
  const modules = modulesBelow<Keeper>(root);
  const paths = new Set(modules.map(([path]) => path));
  const held = new Map<string, TensorEntry[]>();
  for (const [path, tensor] of parameters) {
    const around = moduleAround(path, paths);
    held.set(around, [...(held.get(around) ?? []), [path, tensor]]);
  }
  return new Map(
    modules.map(([path, module]): [string, TensorEntry[]] => {
      const kept = module.keptTensors().map(([name, tensor]): TensorEntry => [joined(path, name), tensor]);
      const own = [...kept, ...(held.get(path) ?? [])];
      const learned = own.filter(([, { isLearned }]) => isLearned);
      return [path, [...learned, ...own.filter(([, { isLearned }]) => !isLearned)]];
    }),
  );
}

/** The innermost module on the way to a path; lists and records on it are none. */
function moduleAround(path: string, modules: ReadonlySet<string>): string {
  let around = path;
  while (around.includes(".")) {
    around = around.slice(0, around.lastIndexOf("."));
    if (modules.has(around)) return around;
  }
  return "";
}

function joined(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
