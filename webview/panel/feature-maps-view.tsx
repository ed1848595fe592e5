import { useEffect, useState } from "react";
import type { NodeId } from "../../src/ir/index.ts";
import { realNumber } from "../../src/words/index.ts";
import { Checkbox } from "../controls/index.ts";
import type { FeatureMaps } from "../engine/messages.ts";
import { labelOf } from "../model/figures.ts";
import type { ModelView } from "../model/model-view.ts";
import { finishedOfView } from "../state/app-state.ts";
import { useApp, usePage } from "../state/page.ts";
import { gradient } from "./colour-scale.ts";
import { EnlargedMap } from "./enlarged-map.tsx";
import { MapSheet } from "./map-sheet.tsx";
import { MapStatisticsView } from "./map-statistics-view.tsx";

/** The output of a node in the last run, channel by channel. */
export function FeatureMapsView({ view, node }: { readonly view: ModelView; readonly node: NodeId }) {
  const finished = useApp(finishedOfView);
  const [shared, setShared] = useState(false);
  const [shown, setShown] = useState(pageOfMaps);
  const [enlarged, setEnlarged] = useState<number | null>(null);
  const answer = useMaps(node, shown, shared ? "shared" : "channel");
  if (view.model.symbolic) return <p className="hint">A model with symbolic sizes cannot run.</p>;
  if (view.model.unknownWords !== null)
    return (
      <p className="hint">Not all of the model is known, so it cannot run: {view.model.unknownWords}.</p>
    );
  if (finished === null) return <p className="hint">Run the model to see its feature maps.</p>;
  if (answer === null) return null;
  const { maps } = answer;
  if (maps === null) return <p className="hint">Run the model again to see its feature maps.</p>;
  const fused = maps.node !== answer.asked;
  return (
    <section className="maps" aria-label="Feature maps" aria-busy={answer.asked !== node}>
      <div className="maps-head">
        <h3>
          {maps.channels} {maps.height * maps.width > 1 ? (maps.channels === 1 ? "map" : "maps") : "values"}
        </h3>
        <Checkbox checked={shared} onChange={setShared}>
          One scale
        </Checkbox>
      </div>
      {fused && (
        <p className="hint">
          Computed in one step with {labelOf(view.model, maps.node).title}, whose output is shown.
        </p>
      )}
      <MapStatisticsView maps={maps} />
      <Scale maps={maps} shared={shared} />
      <MapSheet maps={maps} onChoose={maps.height * maps.width > 1 ? setEnlarged : undefined} />
      {enlarged !== null && enlarged < maps.channels && (
        <EnlargedMap maps={maps} node={answer.asked} channel={enlarged} onChoose={setEnlarged} />
      )}
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
/** Pixels a side: twice what an ordinary screen shows. */
const mostPixels = 112;

interface Answer {
  readonly asked: NodeId;
  /** Null where the engine no longer holds the run. */
  readonly maps: FeatureMaps | null;
}

/** The newest answer. The one for the previous node stays until the next one arrives. */
function useMaps(node: NodeId, count: number, scale: "shared" | "channel"): Answer | null {
  const { engine } = usePage();
  const finished = useApp(finishedOfView);
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    let wanted = true;
    if (finished === null) setAnswer(null);
    else {
      void engine.maps({ node, first: 0, count, side: mostPixels, scale }).then((maps) => {
        if (wanted) setAnswer({ asked: node, maps });
      });
    }
    return () => {
      wanted = false;
    };
  }, [engine, finished, node, count, scale]);
  return answer;
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
