import { type NamedParts, namedParts, partOf } from "../arguments.ts";
import type { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { ModuleList } from "./module-list.ts";

/** Any module that turns one tensor into one: what a `Sequential` is made of. */
export interface Layer extends Module {
  // Said once more: of a type parameter, `B extends nn.Layer`, TypeScript does not look into `this["forward"]`.
  (x: Tensor): Tensor;
  forward(x: Tensor): Tensor;
}

/**
 * Runs its modules one after the other, each on the output of the one before. Their fields are named by
 * index, `features.0.weight`, or by the names that they are given or added under. An empty one gives back its input.
 */
export class Sequential<L extends Module = Layer, X = Tensor> extends ModuleList<L> {
  // Whatever it is made of, any layer may follow: `L` is more than `Layer` only where it is written. Modules that hand on something
  // else than a tensor say so: `new nn.Sequential<Stage, Tensor[]>(…)`.
  constructor(...layers: readonly NoInfer<L>[]);
  /** Names instead of indices: `new nn.Sequential({ conv: new nn.Conv2d(3, 8, 3), relu: new nn.ReLU() })`. */
  constructor(layers: NamedParts<NoInfer<L>>);
  constructor(...layers: readonly (NoInfer<L> | NamedParts<NoInfer<L>>)[]) {
    const named = namedParts(layers);
    super(named === null ? (layers as readonly L[]) : []);
    for (const [name, layer] of Object.entries(named ?? {}))
      this.addModule(name, partOf("Sequential", layer));
  }

  override forward(x: X): X {
    let out = x;
    for (const layer of this.toArray() as readonly Module[]) out = partOf(this.constructor.name, layer)(out);
    return out;
  }

  override slice(start?: number, end?: number): Sequential<L, X> {
    return new Sequential<L, X>(...this.toArray().slice(start, end));
  }

  /**
   * Each module is called, so none may be missing.
   * @internal
   */
  protected override checked(module: L): L {
    return partOf(this.constructor.name, module);
  }
}
