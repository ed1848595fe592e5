import { Module } from "../module.ts";
import { Parameter } from "../parameter.ts";

/** Parameters by name, each a field under its own: `scales.p3`. Names that modules have for themselves throw. */
export class ParameterDict extends Module {
  constructor(parameters: Readonly<Record<string, Parameter>> | ReadonlyMap<string, Parameter> = {}) {
    super();
    this.update(parameters);
  }

  /** A dictionary of parameters computes nothing. */
  forward(..._inputs: never[]): unknown {
    throw new TypeError("A ParameterDict has no forward.");
  }

  /** The parameter of that name; throws where there is none. */
  get(name: string): Parameter {
    const parameter = this.asRecord()[name];
    if (parameter === undefined) throw new RangeError(`There is no parameter ${JSON.stringify(name)}.`);
    return parameter;
  }

  /** Whether there is a parameter of that name. */
  has(name: string): boolean {
    return name in this.asRecord();
  }

  /** Keeps a parameter under a name. */
  set(name: string, parameter: Parameter): this {
    if (name in ParameterDict.prototype)
      throw new TypeError(`A ParameterDict has something else under ${JSON.stringify(name)}.`);
    this.registerParameter(name, parameter);
    return this;
  }

  /** Keeps several parameters under their names. */
  update(parameters: Readonly<Record<string, Parameter>> | ReadonlyMap<string, Parameter>): this {
    const named = parameters instanceof Map ? Object.fromEntries(parameters) : parameters;
    for (const [name, parameter] of Object.entries(named)) this.set(name, parameter as Parameter);
    return this;
  }

  /** The names, in the order in which they came. */
  keys(): string[] {
    return Object.keys(this.asRecord());
  }

  /** The parameters, in the order in which they came. */
  values(): Parameter[] {
    return Object.values(this.asRecord());
  }

  /** Names with their parameters. */
  entries(): [name: string, parameter: Parameter][] {
    return Object.entries(this.asRecord());
  }

  private asRecord(): Record<string, Parameter> {
    return Object.fromEntries(Object.entries(this).filter(([, part]) => part instanceof Parameter)) as Record<
      string,
      Parameter
    >;
  }
}
