import type { NodeId } from "../../src/ir/index.ts";
import type { Place } from "../../src/runtime/index.ts";

/** The output element that is looked at. */
export interface ChosenElement {
  readonly node: NodeId;
  readonly place: Place;
}
