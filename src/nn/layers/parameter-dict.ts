import { Parameter } from "../parameter.ts";
import { Tensor } from "../tensor.ts";
import { Dictionary } from "./dictionary.ts";

type NamedParameters = Readonly<Record<string, Parameter>> | ReadonlyMap<string, Parameter>;

/** Parameters by name, each a field under its own: `scales.p3`. Names that modules have for themselves throw. */
export class ParameterDict extends Dictionary<Parameter> {
  constructor(parameters: NamedParameters = {}) {
    super({ name: "ParameterDict", part: "parameter" });
    this.update(parameters);
  }

  /** A dictionary of parameters computes nothing. */
  forward(..._inputs: never[]): unknown {
    throw new TypeError("A ParameterDict has no forward.");
  }

  /** Keeps several parameters under their names. */
  update(parameters: NamedParameters): this {
    if (parameters instanceof Tensor)
      throw new TypeError("A ParameterDict takes parameters under their names: { weight: parameter }.");
    const named = parameters instanceof Map ? Object.fromEntries(parameters) : parameters;
    for (const [name, parameter] of Object.entries(named)) this.set(name, parameter as Parameter);
    return this;
  }

  protected keep(name: string, parameter: Parameter): void {
    this.registerParameter(name, parameter);
  }

  protected isPart(value: unknown): value is Parameter {
    return value instanceof Parameter;
  }
}
