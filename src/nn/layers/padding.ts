import { type OpCall, OpLayer } from "./op-layer.ts";

/** Places on both ends, or on each: left, right. */
export type Ends = number | readonly [left: number, right: number];

/** Places on every side, or on each: left, right, top, bottom. */
export type Sides = number | readonly [left: number, right: number, top: number, bottom: number];

/** Places on every face, or on each: left, right, top, bottom, front, back. */
export type Faces =
  | number
  | readonly [left: number, right: number, top: number, bottom: number, front: number, back: number];

/** Puts places around the last axes, as many as `axes` says. */
abstract class Padding<S extends number | readonly number[]> extends OpLayer {
  padding: S;
  readonly #axes: number;
  readonly #mode: "constant" | "reflect" | "replicate" | "circular";

  constructor(axes: 1 | 2 | 3, mode: "constant" | "reflect" | "replicate" | "circular", padding: S) {
    super();
    this.padding = padding;
    this.#axes = axes;
    this.#mode = mode;
  }

  /** @internal */
  override asOp(): OpCall {
    const { padding } = this;
    const sides =
      typeof padding === "number" ? Array.from({ length: 2 * this.#axes }, () => padding) : padding;
    return { op: "pad", attrs: { padding: sides, mode: this.#mode, value: this.fill() } };
  }

  /** What the new places hold, where the mode is `constant`. */
  protected fill(): number {
    return 0;
  }
}

/** Adds one value. */
abstract class ConstantPadding<S extends number | readonly number[]> extends Padding<S> {
  value: number;

  constructor(axes: 1 | 2 | 3, padding: S, value: number) {
    super(axes, "constant", padding);
    this.value = value;
    this.constructed();
  }

  protected override fill(): number {
    return this.value;
  }
}

/** Zeros around a signal. Negative padding crops. */
export class ZeroPad1d extends Padding<Ends> {
  constructor(padding: Ends) {
    super(1, "constant", padding);
    this.constructed();
  }
}

/** A mirror image around a signal, without repeating its edge; each side has to be smaller than it. */
export class ReflectionPad1d extends Padding<Ends> {
  constructor(padding: Ends) {
    super(1, "reflect", padding);
    this.constructed();
  }
}

/** The edge of a signal again and again around it. */
export class ReplicationPad1d extends Padding<Ends> {
  constructor(padding: Ends) {
    super(1, "replicate", padding);
    this.constructed();
  }
}

/** What stands at the other end of a signal around it; no side may be larger than it. */
export class CircularPad1d extends Padding<Ends> {
  constructor(padding: Ends) {
    super(1, "circular", padding);
    this.constructed();
  }
}

/** One value around a signal. Negative padding crops. */
export class ConstantPad1d extends ConstantPadding<Ends> {
  constructor(padding: Ends, value: number) {
    super(1, padding, value);
  }
}

/** Zeros around an image. Negative padding crops. */
export class ZeroPad2d extends Padding<Sides> {
  constructor(padding: Sides) {
    super(2, "constant", padding);
    this.constructed();
  }
}

/** A mirror image around an image, without repeating its edge; each side has to be smaller than it. */
export class ReflectionPad2d extends Padding<Sides> {
  constructor(padding: Sides) {
    super(2, "reflect", padding);
    this.constructed();
  }
}

/** The edge of an image again and again around it. */
export class ReplicationPad2d extends Padding<Sides> {
  constructor(padding: Sides) {
    super(2, "replicate", padding);
    this.constructed();
  }
}

/** What stands at the other end of an image around it; no side may be larger than it. */
export class CircularPad2d extends Padding<Sides> {
  constructor(padding: Sides) {
    super(2, "circular", padding);
    this.constructed();
  }
}

/** One value around an image. Negative padding crops. */
export class ConstantPad2d extends ConstantPadding<Sides> {
  constructor(padding: Sides, value: number) {
    super(2, padding, value);
  }
}

/** Zeros around a volume. Negative padding crops. */
export class ZeroPad3d extends Padding<Faces> {
  constructor(padding: Faces) {
    super(3, "constant", padding);
    this.constructed();
  }
}

/** A mirror image around a volume, without repeating its edge; each side has to be smaller than it. */
export class ReflectionPad3d extends Padding<Faces> {
  constructor(padding: Faces) {
    super(3, "reflect", padding);
    this.constructed();
  }
}

/** The edge of a volume again and again around it. */
export class ReplicationPad3d extends Padding<Faces> {
  constructor(padding: Faces) {
    super(3, "replicate", padding);
    this.constructed();
  }
}

/** What stands at the other end of a volume around it; no side may be larger than it. */
export class CircularPad3d extends Padding<Faces> {
  constructor(padding: Faces) {
    super(3, "circular", padding);
    this.constructed();
  }
}

/** One value around a volume. Negative padding crops. */
export class ConstantPad3d extends ConstantPadding<Faces> {
  constructor(padding: Faces, value: number) {
    super(3, padding, value);
  }
}
