import { Module } from "../module.ts";

/**
 * Modules in a row, each a field named by its index: `layers.0.conv1`. An author's own forward decides what
 * to do with them. Unlike a plain array it can grow by `append`; both name their modules the same way.
 */
export class ModuleList<M extends Module = Module> extends Module {
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
    return this[index < 0 ? this.length + index : index];
  }

  /** Adds a module at the end. */
  append(module: M): this {
    this[this.length] = module;
    this.length += 1;
    return this;
  }

  /** Adds modules at the end, as an array does; gives the new length. */
  push(...modules: readonly M[]): number {
    this.extend(modules);
    return this.length;
  }

  /** Adds modules at the end. */
  extend(modules: Iterable<M>): this {
    for (const module of modules) this.append(module);
    return this;
  }

  /** The modules as an array, in order. */
  toArray(): M[] {
    const modules: M[] = [];
    for (let index = 0; index < this.length; index++) modules.push(this[index] as M);
    return modules;
  }

  map<R>(transform: (module: M, index: number) => R): R[] {
    return this.toArray().map(transform);
  }

  forEach(visit: (module: M, index: number) => void): void {
    this.toArray().forEach(visit);
  }

  [Symbol.iterator](): IterableIterator<M> {
    return this.toArray().values();
  }
}
