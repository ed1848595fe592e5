import { type NamedParts, namedParts, partOf } from "../arguments.ts";
import { Module } from "../module.ts";

/**
 * Modules by name, each a field under its own: `choices.conv.weight`. An author's own forward decides which of them it calls.
 * Names that modules have for themselves, such as `forward`, throw.
 */
export class ModuleDict<M extends Module = Module> extends Module {
  constructor(modules: NamedParts<M> = {}) {
    super();
    this.update(modules);
  }

  /** A dictionary does not say what its modules do together. */
  forward(..._inputs: never[]): unknown {
    throw new TypeError("A ModuleDict has no forward of its own: call its modules.");
  }

  /** The module of that name; throws where there is none. */
  get(name: string): M {
    const module = this.asRecord()[name];
    if (module === undefined) throw new RangeError(`There is no module ${JSON.stringify(name)}.`);
    return module;
  }

  /** Whether there is a module of that name. */
  has(name: string): boolean {
    return name in this.asRecord();
  }

  /** Keeps a module under a name. */
  set(name: string, module: M): this {
    if (name in ModuleDict.prototype)
      throw new TypeError(`A ModuleDict has something else under ${JSON.stringify(name)}.`);
    this.addModule(name, partOf("ModuleDict", module));
    return this;
  }

  /** Keeps several modules under their names. */
  update(modules: NamedParts<M>): this {
    const named = namedParts([modules]) ?? {};
    for (const [name, module] of Object.entries(named)) this.set(name, module as M);
    return this;
  }

  /** The names, in the order in which they came. */
  keys(): string[] {
    return Object.keys(this.asRecord());
  }

  /** The modules, in the order in which they came. */
  values(): M[] {
    return Object.values(this.asRecord());
  }

  /** Names with their modules. */
  entries(): [name: string, module: M][] {
    return Object.entries(this.asRecord());
  }

  private asRecord(): Record<string, M> {
    return Object.fromEntries(Object.entries(this).filter(([, part]) => part instanceof Module)) as Record<
      string,
      M
    >;
  }
}
