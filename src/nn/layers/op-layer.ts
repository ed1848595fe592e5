import type { Attrs } from "../../ir/index.ts";
import { Module } from "../module.ts";
import { Buffer, type KeptTensor, Parameter } from "../parameter.ts";
import { fixFields } from "../running/fixed-fields.ts";
import { apply, attributes, type KeptAttributes, keptTensors, type Tensor } from "../tensor.ts";

/** The op that a layer applies, and with which attributes. */
export interface OpCall {
  readonly op: string;
  readonly attrs: Attrs;
}

/**
 * A layer that applies one op. Its fields are read at every call, so a field that is set after the construction acts. The
 * fields that shape its weights stay as they are.
 */
export abstract class OpLayer<Result = Tensor> extends Module {
  /** Each is made when it is first asked for. They are in an object of their own, so that making one does not change the layer. */
  readonly #tensors: Record<string, KeptTensor> = {};

  /** @internal */
  abstract asOp(): OpCall;

  forward(x: Tensor): Result {
    return this.run(x, this.asOp()) as Result;
  }

  /** Applies the op to the tensors that the layer keeps. */
  protected run(x: Tensor, { op, attrs }: OpCall): Tensor {
    return apply(op, attributes(op, attrs, this), [x], this);
  }

  /** @internal */
  override keptTensors(): readonly (readonly [name: string, tensor: KeptTensor])[] {
    return this.keptAttributes().map((kept) => [kept.name, this.#kept(kept)] as const);
  }

  #kept(attrs: KeptAttributes): KeptTensor {
    const { name, learned } = attrs;
    const known = this.#tensors[name];
    if (known !== undefined) return known;
    const by = { layer: this, attrs };
    const made = learned ? new Parameter(null, true, by) : new Buffer(null, by);
    this.#tensors[name] = made;
    return made;
  }

  /**
   * The kept tensors that exist so far.
   * @internal
   */
  knownTensors(): readonly (readonly [name: string, tensor: KeptTensor])[] {
    return Object.entries(this.#tensors);
  }

  /** What it keeps, in PyTorch's order, or only what it keeps under a name. */
  protected keptAttributes(only?: string): readonly KeptAttributes[] {
    const { op, attrs } = this.asOp();
    return keptTensors(op, attrs, only);
  }

  /** The tensor that it keeps under a name; null where it has none. */
  protected keptTensor(name: string): KeptTensor | null {
    const [attrs] = this.keptAttributes(name);
    return attrs === undefined ? null : this.#kept(attrs);
  }

  /** Ends a construction: checks the attributes, and keeps the named fields from being set again. */
  protected constructed(...fixed: readonly string[]): void {
    const { op, attrs } = this.asOp();
    attributes(op, attrs, this);
    fixFields(this, fixed);
  }
}
