import type { NodeId } from "../../src/ir/index.ts";
import type { Explanation, Place } from "../../src/runtime/index.ts";
import type { OfRun } from "./of-run.ts";

export interface StepRequest extends OfRun {
  readonly node: NodeId;
  /** The element; null for one in the middle of the first channel. */
  readonly place: Place | null;
  /** Which part of the explanation to picture the input of. */
  readonly part: number;
}

/** One element of a node's output, with all that is drawn of it. */
export interface SteppedElement {
  readonly node: NodeId;
  readonly shape: readonly number[];
  readonly place: Place;
  /** Null for an input of the model. */
  readonly explanation: Explanation | null;
  readonly inputs: readonly NodeId[];
  readonly run: RunValue;
  readonly output: Plane;
  /** The input plane that the requested part lies on; null where the run left none. */
  readonly source: Plane | null;
}

/** What the run says. */
export interface RunValue {
  /** Another node where the requested one was fused into its step. */
  readonly node: NodeId;
  readonly value: number;
  /** What the arithmetic gives for that node. */
  readonly worked: number;
}

/** The last two axes of a tensor at one place of the others; the last axis of a vector. */
export interface Plane {
  readonly height: number;
  readonly width: number;
  readonly values: Float32Array;
}
