import { announceModel } from "./running/model-calls.ts";
import { printModule } from "./running/print-module.ts";
import { currentScope, within } from "./running/scope.ts";

/** A module is callable: `block(x)` is `block.forward(x)`, with the types that its own `forward` declares. */
export interface Module {
  // biome-ignore lint/style/useShorthandFunctionType: an alias could not be merged with the class.
  (...inputs: Parameters<this["forward"]>): ReturnType<this["forward"]>;
}

/**
 * The base of every layer, block and model, after PyTorch's `nn.Module`. A subclass keeps its layers in
 * fields, builds them in its constructor and says in `forward` how tensors pass through. The fields' names
 * are the parameters' names: `layer1.0.conv1.weight`.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: this is what makes instances callable.
export abstract class Module {
  constructor() {
    const self = (...inputs: never[]): unknown => call(self as unknown as Module, inputs);
    Object.setPrototypeOf(self, new.target.prototype);
    // A function's own `name` and `length` would shadow fields that authors like to use themselves.
    Reflect.deleteProperty(self, "name");
    Reflect.deleteProperty(self, "length");
    // biome-ignore lint/correctness/noConstructorReturn: the function is the instance.
    return self as unknown as this;
  }

  /**
   * How tensors pass through the module. Every subclass has its own. The inputs of something known only as a `Module` are
   * unknown, so anything is accepted, as in PyTorch.
   */
  // biome-ignore lint/suspicious/noExplicitAny: `never` and `unknown` would forbid to call it.
  abstract forward(...inputs: any[]): any;

  /** The module and all below it, as PyTorch prints one. */
  toString(): string {
    return printModule(this, (value) => value instanceof Module);
  }
}

function call(module: Module, inputs: never[]): unknown {
  if (typeof module.forward !== "function")
    throw new TypeError(`${module.constructor.name} has no forward method.`);
  const isModel = currentScope() === null;
  const output = within(module, () => module.forward(...inputs));
  if (isModel) announceModel({ root: module, inputs, output });
  return output;
}
