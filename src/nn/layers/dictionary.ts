import { Module } from "../module.ts";

/** Parts by name, each a field under its own. Names that the dictionary has for itself, such as `forward`, throw. */
export abstract class Dictionary<P> extends Module {
  readonly #kind: Kind;

  constructor(kind: Kind) {
    super();
    this.#kind = kind;
  }

  /** The part of that name; throws where there is none. */
  get(name: string): P {
    const part = this.#parts()[name];
    if (part === undefined) throw new RangeError(`There is no ${this.#kind.part} ${JSON.stringify(name)}.`);
    return part;
  }

  /** Whether there is a part of that name. */
  has(name: string): boolean {
    return name in this.#parts();
  }

  /** Keeps a part under a name. */
  set(name: string, part: P): this {
    if (name in Object.getPrototypeOf(this))
      throw new TypeError(`A ${this.#kind.name} has something else under ${JSON.stringify(name)}.`);
    this.keep(name, part);
    return this;
  }

  /** Takes out the part of that name and gives it; throws where there is none. */
  pop(name: string): P {
    const part = this.get(name);
    delete (this as Record<string, unknown>)[name];
    return part;
  }

  /** Takes out all parts. */
  clear(): this {
    for (const name of this.keys()) this.pop(name);
    return this;
  }

  /** The names, in the order in which they came. */
  keys(): string[] {
    return Object.keys(this.#parts());
  }

  /** The parts, in the order in which they came. */
  values(): P[] {
    return Object.values(this.#parts());
  }

  /** Names with their parts. */
  entries(): [name: string, part: P][] {
    return Object.entries(this.#parts());
  }

  protected abstract keep(name: string, part: P): void;
  protected abstract isPart(value: unknown): value is P;

  #parts(): Record<string, P> {
    const parts: Record<string, P> = {};
    for (const [name, value] of Object.entries(this)) if (this.isPart(value)) parts[name] = value;
    return parts;
  }
}

/** What its messages call a dictionary and its parts. */
interface Kind {
  readonly name: string;
  readonly part: string;
}
