import { listOf } from "../arguments.ts";
import { Module } from "../module.ts";
import { Parameter } from "../parameter.ts";

/** Parameters in a row, each a field named by its index: `weights.0`. A plain array in a field names them the same way. */
export class ParameterList extends Module {
  override length: number;
  [index: number]: Parameter;

  constructor(parameters: Iterable<Parameter> = []) {
    super();
    this.length = 0;
    this.extend(parameters);
  }

  /** A list of parameters computes nothing. */
  forward(..._inputs: never[]): unknown {
    throw new TypeError("A ParameterList has no forward.");
  }

  /** Adds a parameter at the end. */
  append(parameter: Parameter): this {
    if (!(parameter instanceof Parameter))
      throw new TypeError("A ParameterList holds instances of nn.Parameter.");
    Array.prototype.push.call(this, parameter);
    return this;
  }

  /** Adds parameters at the end. */
  extend(parameters: Iterable<Parameter>): this {
    for (const parameter of listOf("ParameterList", "parameters", parameters)) this.append(parameter);
    return this;
  }

  /** The parameter at the index, counted from the end where negative; throws where there is none. */
  get(index: number): Parameter {
    const parameter: Parameter | undefined = Array.prototype.at.call(this, index);
    if (parameter === undefined)
      throw new RangeError(`Of ${this.length} parameters none has the index ${index}.`);
    return parameter;
  }

  /** The parameters as an array, in order. */
  toArray(): Parameter[] {
    return Array.prototype.slice.call(this);
  }

  [Symbol.iterator](): IterableIterator<Parameter> {
    return this.toArray().values();
  }
}
