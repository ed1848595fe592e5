import { realNumber } from "../../src/words/index.ts";
import type { FeatureMaps } from "../engine/messages.ts";
import { gradient } from "./colour-scale.ts";

/** What the darkest and the lightest colour of the pictures mean. */
export function MapScale({ maps, shared }: { readonly maps: FeatureMaps; readonly shared: boolean }) {
  return (
    <div className="scale">
      <span>{shared ? realNumber(maps.minimum) : "min"}</span>
      <span className="scale-bar" style={{ background: gradient() }} />
      <span>{shared ? realNumber(maps.maximum) : "max of each"}</span>
    </div>
  );
}
