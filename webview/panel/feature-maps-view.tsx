import { useCallback, useEffect, useState } from "react";
import type { NodeId } from "../../src/ir/index.ts";
import { Checkbox } from "../controls/index.ts";
import type { FeatureMaps } from "../engine/messages.ts";
import { labelOf } from "../model/figures.ts";
import type { ModelView } from "../model/model-view.ts";
import { finishedOfView } from "../state/app-state.ts";
import { useApp, usePage } from "../state/page.ts";
import { stepInto } from "../step/step-state.ts";
import { EnlargedMap } from "./enlarged-map.tsx";
import { MapScale } from "./map-scale.tsx";
import { MapSheet } from "./map-sheet.tsx";
import { MapStatisticsView } from "./map-statistics-view.tsx";

/** The output of a node in the last run, channel by channel. */
export function FeatureMapsView({ view, node }: { readonly view: ModelView; readonly node: NodeId }) {
  const finished = useApp(finishedOfView);
  const [shared, setShared] = useState(false);
  const [shown, setShown] = useState(pageOfMaps);
  const [enlarged, setEnlarged] = useState<number | null>(null);
  const { engine, store } = usePage();
  const answer = useMaps(node, shown, shared ? "shared" : "channel");
  const asked = answer?.asked ?? node;
  const version = finished?.model.version ?? "";
  const read = useCallback(
    (channel: number) => engine.channel({ version, node: asked, channel, of: "output" }),
    [engine, version, asked],
  );
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
    <section className="maps feature-maps" aria-label="Feature maps" aria-busy={answer.asked !== node}>
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
      <MapScale maps={maps} shared={shared} />
      <MapSheet
        maps={maps}
        nameOf={channelName}
        plural="channels"
        onChoose={maps.height * maps.width > 1 ? setEnlarged : undefined}
      />
      {enlarged !== null && enlarged < maps.channels && (
        <EnlargedMap
          maps={maps}
          name={channelName(enlarged)}
          channel={enlarged}
          read={read}
          onChoose={setEnlarged}
          onStep={(y, x) => store.update(stepInto({ node: answer.asked, place: [0, enlarged, y, x] }))}
        />
      )}
      {maps.count < maps.channels && (
        <button type="button" className="link" onClick={() => setShown(shown + 4 * pageOfMaps)}>
          Show more channels ({maps.count} of {maps.channels})
        </button>
      )}
    </section>
  );
}

function channelName(channel: number): string {
  return `Channel ${channel}`;
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
      const { version } = finished.model;
      void engine.maps({ version, node, first: 0, count, side: mostPixels, scale }).then((maps) => {
        if (wanted) setAnswer({ asked: node, maps });
      });
    }
    return () => {
      wanted = false;
    };
  }, [engine, finished, node, count, scale]);
  return answer;
}
