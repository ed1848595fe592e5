import { namedTensors, tensorsAtPlaces } from "./named-tensors.ts";
import { Buffer, type KeptTensor, Parameter } from "./parameter.ts";
import { enrol } from "./running/is-module.ts";
import { missingForward } from "./running/missing-forward.ts";
import { announceModel } from "./running/model-calls.ts";
import { childModules, modulesBelow, modulesIn } from "./running/module-paths.ts";
import { printModule } from "./running/print-module.ts";
import { currentScope, within } from "./running/scope.ts";
import { resultsIn, statesIn } from "./running/states-in.ts";
import { isTraining, setTraining } from "./running/training.ts";
import type { Tensor } from "./tensor.ts";

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
    enrol(self);
    // biome-ignore lint/correctness/noConstructorReturn: the function is the instance.
    return self as unknown as this;
  }

  /**
   * How tensors pass through the module. Every subclass has its own. The inputs of something known only as a `Module` are
   * unknown, so anything is accepted, as in PyTorch.
   */
  // biome-ignore lint/suspicious/noExplicitAny: `never` and `unknown` would forbid to call it.
  abstract forward(...inputs: any[]): any;

  /** The module itself and all below it, each once, parents first. */
  modules(): Module[] {
    return modulesIn<Module>(this);
  }

  /** The module itself, under the empty name, and all below it by their paths: `layer1.0.conv1`. */
  namedModules(): [name: string, module: Module][] {
    return modulesBelow<Module>(this);
  }

  /** The modules that its own fields hold, each once. Arrays, maps and plain objects in fields count as fields. */
  children(): Module[] {
    return childModules<Module>(this).map(([, module]) => module);
  }

  /** The modules that its own fields hold, by the fields' names. */
  namedChildren(): [name: string, module: Module][] {
    return childModules<Module>(this);
  }

  /** The learned tensors of the module and all below it, in PyTorch's order. */
  parameters(): Parameter[] {
    return this.namedParameters().map(([, parameter]) => parameter);
  }

  /** The learned tensors by PyTorch's names: `layer1.0.conv1.weight`. */
  namedParameters(): [name: string, parameter: Parameter][] {
    return namedTensors(this).filter(([, tensor]) => tensor.isLearned) as [string, Parameter][];
  }

  /** What is kept and not learned, such as the running statistics of batch norms. */
  buffers(): Buffer[] {
    return this.namedBuffers().map(([, buffer]) => buffer);
  }

  /** What is kept and not learned, by name: `bn1.running_mean`. */
  namedBuffers(): [name: string, buffer: Buffer][] {
    return namedTensors(this).filter(([, tensor]) => !tensor.isLearned) as [string, Buffer][];
  }

  /**
   * Parameters and buffers by their names, as PyTorch's `state_dict` has them: what two fields hold is there under both names.
   */
  stateDict(): Record<string, KeptTensor> {
    return Object.fromEntries(tensorsAtPlaces(this));
  }

  /** Does something with every module below, and then with the module itself; gives back the module. */
  apply(visit: (module: Module) => unknown): this {
    if (typeof visit !== "function")
      throw new TypeError("apply takes a function, which is given each module.");
    for (const [, child] of childModules<Module>(this)) child.apply(visit);
    visit(this);
    return this;
  }

  /**
   * Whether `train()` was called last. Models run as they do after training, so it is false at first; a forward of an
   * author's may ask for it, and layers do not.
   */
  get training(): boolean {
    return isTraining(this);
  }

  set training(mode: boolean) {
    setTraining(this, mode);
  }

  /** Sets `training` of the module and all below it; gives back the module. */
  train(mode = true): this {
    for (const [, module] of modulesBelow<Module>(this)) module.training = mode;
    return this;
  }

  /** `train(false)` */
  eval(): this {
    for (const [, module] of modulesBelow<Module>(this)) module.training = false;
    return this;
  }

  /** Says of every parameter whether training changes it; gives back the module. */
  requiresGrad_(requiresGrad = true): this {
    for (const parameter of this.parameters()) parameter.requiresGrad_(requiresGrad);
    return this;
  }

  /** Adds a module as the field `name`. */
  addModule(name: string, module: Module | null): void {
    if (typeof name !== "string" || !(module === null || module instanceof Module))
      throw new TypeError("addModule takes a name, and then a module.");
    if (name === "" || name.includes(".")) throw new TypeError(`"${name}" cannot name a module.`);
    (this as unknown as Record<string, unknown>)[name] = module;
  }

  /** Keeps a learned tensor as the field `name`. */
  registerParameter(name: string, parameter: Parameter | null): void {
    if (typeof name !== "string" || !(parameter === null || parameter instanceof Parameter))
      throw new TypeError("registerParameter takes a name, and then an nn.Parameter.");
    (this as unknown as Record<string, unknown>)[name] = parameter;
  }

  /** Keeps a tensor that is not learned as the field `name`. */
  registerBuffer(name: string, tensor: Tensor | null): void {
    if (typeof name !== "string") throw new TypeError("registerBuffer takes a name, and then a tensor.");
    (this as unknown as Record<string, unknown>)[name] = tensor === null ? null : new Buffer(tensor);
  }

  /** The module at a path, such as `layer1.0.conv1`; the module itself at the empty path. */
  getSubmodule(path: string): Module {
    if (typeof path !== "string") throw new TypeError("getSubmodule takes a path, such as layer1.0.conv1.");
    const found = partAt(this, path);
    if (!(found instanceof Module)) throw new TypeError(`There is no module at "${path}".`);
    return found;
  }

  /** The parameter or buffer at a path, such as `layer1.0.conv1.weight`. */
  getParameter(path: string): KeptTensor {
    if (typeof path !== "string") throw new TypeError("getParameter takes a path, such as conv1.weight.");
    const found = tensorsAtPlaces(this).find(([name]) => name === path);
    if (found === undefined) throw new TypeError(`There is no parameter at "${path}".`);
    return found[1];
  }

  /** @internal */
  keptTensors(): readonly (readonly [name: string, tensor: KeptTensor])[] {
    return [];
  }

  /** The module and all below it, as PyTorch prints one. */
  toString(): string {
    return printModule(this);
  }
}

/** What a field holds, or what a field of that holds, and so on along the path. */
function partAt(root: Module, path: string): unknown {
  let part: unknown = root;
  for (const name of path === "" ? [] : path.split(".")) part = held(part, name);
  return part;
}

function held(holder: unknown, name: string): unknown {
  if (holder instanceof Map) return holder.get(name) ?? holder.get(Number(name));
  return (holder as Record<string, unknown> | undefined)?.[name];
}

function call(module: Module, inputs: never[]): unknown {
  if (typeof module.forward !== "function") throw missingForward(module, Module.prototype);
  if (currentScope() !== null) return within(module, () => module.forward(...inputs));
  const given = statesIn(inputs);
  const output: unknown = within(module, () => module.forward(...inputs));
  announceModel({ root: module, inputs: given, outputs: resultsIn(output) });
  return output;
}
