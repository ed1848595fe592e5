import { listOf, partOf } from "../arguments.ts";
import { Module } from "../module.ts";

/**
 * Modules in a row, each a field named by its index: `layers.0.conv1`. An author's own forward decides what
 * to do with them. Unlike a plain array it can grow by `append`; both name their modules the same way. Where `M` says so, null
 * may stand where a place has no module.
 */
export class ModuleList<M extends Module | null = Module> extends Module {
  // Modules are functions to TypeScript, which have a length of their own.
  override length: number;
  [index: number]: M;

  constructor(modules: Iterable<M> = []) {
    super();
    this.length = 0;
    this.extend(modules);
  }

  /** A list does not say what its modules do together. */
  forward(..._inputs: never[]): unknown {
    throw new TypeError("A ModuleList has no forward of its own: call its modules.");
  }

  /** The module at the index, counted from the end where negative. */
  at(index: number): M | undefined {
    return Array.prototype.at.call(this, index) ?? this.toArray().at(index);
  }

  /** The module at the index, counted from the end where negative; throws where there is none. */
  get(index: number): M {
    if (typeof index !== "number")
      throw new TypeError(`get takes the index of a module.${fieldInstead(this, index)}`);
    const module = this.at(index);
    if (module === undefined) throw new RangeError(`Of ${this.length} modules none has the index ${index}.`);
    return module;
  }

  /** Adds a module at the end. */
  append(module: M): this {
    Array.prototype.push.call(this, this.checked(module));
    return this;
  }

  /** Adds modules at the end, as an array does; gives the new length. */
  push(...modules: readonly M[]): number {
    this.extend(modules);
    return this.length;
  }

  /** Adds modules at the end. */
  extend(modules: Iterable<M>): this {
    const all: M[] = [];
    for (const module of listOf(this.constructor.name, "modules", modules)) all.push(this.checked(module));
    Array.prototype.push.apply(this, all);
    return this;
  }

  /** Puts a module before the one at the index, which counts from the end where negative; later ones move up by one. */
  insert(index: number, module: M): this {
    Array.prototype.splice.call(this, index, 0, this.checked(module));
    return this;
  }

  /** Takes out the module at the index, the last one if none is given, and gives it; later ones move down by one. */
  pop(index = -1): M | undefined {
    const [taken] = Array.prototype.splice.call(this, index, 1);
    return taken;
  }

  /** The modules from `start` on and before `end`, which count from the end where negative, numbered from 0. */
  slice(start?: number, end?: number): ModuleList<M> {
    return new ModuleList(this.toArray().slice(start, end));
  }

  /** Adds a module at the end, under a name of its own. */
  override addModule(name: string, module: Module | null): void {
    const isNew = module !== null && !(name in this);
    super.addModule(name, module);
    if (isNew) this.length += 1;
  }

  /**
   * A module that comes into the list; throws if it is something else.
   * @internal
   */
  protected checked(module: M): M {
    return module === null ? module : partOf(this.constructor.name, module);
  }

  /** The modules as an array, in order. */
  toArray(): M[] {
    const modules: M[] = [];
    // By the keys, of which indices come first and in order: the modules may be certain where the length is not.
    let isNamed = false;
    for (const [key, part] of Object.entries(this)) {
      if (key === "length") isNamed = true;
      else if (!isNamed || part instanceof Module) modules.push(part as M);
    }
    return modules;
  }

  /** What the function makes of each module and its index, in order. */
  map<R>(transform: (module: M, index: number) => R): R[] {
    if (typeof transform !== "function")
      throw new TypeError("map takes a function, which is given each module.");
    return this.toArray().map(transform);
  }

  /** Calls the function with each module and its index, in order. */
  forEach(visit: (module: M, index: number) => void): void {
    if (typeof visit !== "function")
      throw new TypeError("forEach takes a function, which is given each module.");
    this.toArray().forEach(visit);
  }

  /** Carries a value through the modules, such as a tensor: `blocks.reduce((x, block) => block(x), x)`. */
  reduce<R>(step: (result: R, module: M, index: number) => R, start: R): R {
    if (typeof step !== "function")
      throw new TypeError("reduce takes a function, which is given what came before and each module.");
    return this.toArray().reduce(step, start);
  }

  /** Each module with its index: `for (const [i, block] of blocks.entries())`. */
  entries(): IterableIterator<[index: number, module: M]> {
    return this.toArray().entries();
  }

  [Symbol.iterator](): IterableIterator<M> {
    return this.toArray().values();
  }
}

/** A module that was given or added under a name is a field. */
function fieldInstead(list: object, name: unknown): string {
  return typeof name === "string" && Object.hasOwn(list, name)
    ? ` One with a name is a field: write .${name}.`
    : "";
}
