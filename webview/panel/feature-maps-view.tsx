import { useEffect, useState } from "react";
import type { NodeId } from "../../src/ir/index.ts";
import { Checkbox } from "../controls/index.ts";
import type { FeatureMaps } from "../engine/messages.ts";
import { labelOf } from "../model/figures.ts";
import { realNumber } from "../model/format.ts";
import type { ModelView } from "../model/model-view.ts";
import { finishedOfView } from "../state/app-state.ts";
import { useApp, usePage } from "../state/page.ts";
import { gradient } from "./colour-scale.ts";
import { MapSheet } from "./map-sheet.tsx";

/** The output of a node in the last run, channel by channel. */
export function FeatureMapsView({ view, node }: { readonly view: ModelView; readonly node: NodeId }) {
  const finished = useApp(finishedOfView);
  const [shared, setShared] = useState(false);
  const [shown, setShown] = useState(pageOfMaps);
  const maps = useMaps(node, shown, shared ? "shared" : "channel");
  if (finished === null) return <p className="hint">Run the model to see its feature maps.</p>;
  if (maps === null) return null;
  const fused = maps.node !== node;
  return (
    <section className="maps" aria-label="Feature maps">
      <div className="maps-head">
        <h3>
          {maps.channels} {maps.height * maps.width > 1 ? (maps.channels === 1 ? "map" : "maps") : "values"}
        </h3>
        <Checkbox checked={shared} onChange={setShared}>
          One scale
        </Checkbox>
      </div>
      {fused && (
        <p className="hint">Fused: this is what stands after {labelOf(view.model, maps.node).title}.</p>
      )}
      <Scale maps={maps} shared={shared} />
      <MapSheet maps={maps} />
      {maps.count < maps.channels && (
        <button type="button" className="link" onClick={() => setShown(shown + 4 * pageOfMaps)}>
          Show more channels ({maps.count} of {maps.channels})
        </button>
      )}
    </section>
  );
}

/** Enough for a first look; more on demand. */
const pageOfMaps = 64;
/** Pixels a side: twice what is drawn on a plain screen. */
const mostPixels = 112;

function useMaps(node: NodeId, count: number, scale: "shared" | "channel"): FeatureMaps | null {
  const { engine } = usePage();
  const finished = useApp(finishedOfView);
  const [maps, setMaps] = useState<FeatureMaps | null>(null);
  useEffect(() => {
    let wanted = true;
    if (finished === null) setMaps(null);
    else {
      void engine.maps({ node, first: 0, count, side: mostPixels, scale }).then((answer) => {
        if (wanted) setMaps(answer);
      });
    }
    return () => {
      wanted = false;
    };
  }, [engine, finished, node, count, scale]);
  return maps;
}

function Scale({ maps, shared }: { readonly maps: FeatureMaps; readonly shared: boolean }) {
  return (
    <div className="scale">
      <span>{shared ? realNumber(maps.minimum) : "min"}</span>
      <span className="scale-bar" style={{ background: gradient() }} />
      <span>{shared ? realNumber(maps.maximum) : "max of each"}</span>
    </div>
  );
}
