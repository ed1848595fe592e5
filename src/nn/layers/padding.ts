import { type OpCall, OpLayer } from "./op-layer.ts";

/** Places on every side, or on each: left, right, top, bottom. */
export type Sides = number | readonly [left: number, right: number, top: number, bottom: number];

/** Puts places around the last two axes: [N, C, H, W] → [N, C, H + top + bottom, W + left + right]. */
abstract class Padding2d extends OpLayer {
  padding: Sides;

  constructor(padding: Sides) {
    super();
    this.padding = padding;
  }

  /** The attributes of `pad`. */
  protected padded(mode: "constant" | "reflect" | "replicate" | "circular", value: number): OpCall {
    const { padding } = this;
    const sides = typeof padding === "number" ? [padding, padding, padding, padding] : padding;
    return { op: "pad", attrs: { padding: sides, mode, value } };
  }
}

/** Zeros around an image. Negative padding crops. */
export class ZeroPad2d extends Padding2d {
  constructor(padding: Sides) {
    super(padding);
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return this.padded("constant", 0);
  }
}

/** One value around an image. Negative padding crops. */
export class ConstantPad2d extends Padding2d {
  value: number;

  constructor(padding: Sides, value: number) {
    super(padding);
    this.value = value;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return this.padded("constant", this.value);
  }
}

/** A mirror image around an image, without repeating its edge; each side has to be smaller than the image. */
export class ReflectionPad2d extends Padding2d {
  constructor(padding: Sides) {
    super(padding);
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return this.padded("reflect", 0);
  }
}

/** The edge of an image again and again around it. */
export class ReplicationPad2d extends Padding2d {
  constructor(padding: Sides) {
    super(padding);
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return this.padded("replicate", 0);
  }
}

/** What stands at the other end of an image around it; no side may be larger than the image. */
export class CircularPad2d extends Padding2d {
  constructor(padding: Sides) {
    super(padding);
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return this.padded("circular", 0);
  }
}
