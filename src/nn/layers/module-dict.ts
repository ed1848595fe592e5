import { type NamedParts, namedParts, partOf } from "../arguments.ts";
import { Module } from "../module.ts";
import { Dictionary } from "./dictionary.ts";

/**
 * Modules by name, each a field under its own: `choices.conv.weight`. An author's own forward decides which of them it calls.
 * Names that modules have for themselves, such as `forward`, throw.
 */
export class ModuleDict<M extends Module = Module> extends Dictionary<M> {
  constructor(modules: NamedParts<M> = {}) {
    super({ name: "ModuleDict", part: "module" });
    this.update(modules);
  }

  /** A dictionary does not say what its modules do together. */
  forward(..._inputs: never[]): unknown {
    throw new TypeError("A ModuleDict has no forward of its own: call its modules.");
  }

  /** Keeps several modules under their names. */
  update(modules: NamedParts<M>): this {
    const named = namedParts([modules]) ?? {};
    for (const [name, module] of Object.entries(named)) this.set(name, module as M);
    return this;
  }

  protected keep(name: string, module: M): void {
    this.addModule(name, partOf("ModuleDict", module));
  }

  protected isPart(value: unknown): value is M {
    return value instanceof Module;
  }
}
