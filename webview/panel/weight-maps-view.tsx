import { useCallback, useEffect, useState } from "react";
import type { NodeId } from "../../src/ir/index.ts";
import type { FeatureMaps } from "../engine/messages.ts";
import { finishedOfView } from "../state/app-state.ts";
import { useApp, usePage } from "../state/page.ts";
import { EnlargedMap } from "./enlarged-map.tsx";
import { MapScale } from "./map-scale.tsx";
import { MapSheet } from "./map-sheet.tsx";

/** The weights of a node in the last run, filter by filter, all on one scale. Nothing where it has none to picture. */
export function WeightMapsView({ node }: { readonly node: NodeId }) {
  const { engine } = usePage();
  const [shown, setShown] = useState(pageOfPlanes);
  const [enlarged, setEnlarged] = useState<number | null>(null);
  const maps = useWeightMaps(node, shown);
  const version = useApp(finishedOfView)?.model.version ?? "";
  const read = useCallback(
    (channel: number) => engine.channel({ version, node, channel, of: "weights" }),
    [engine, version, node],
  );
  if (maps === null) return null;
  const nameOf = (plane: number): string => planeName(maps, plane);
  return (
    <section className="maps weight-maps" aria-label="Weights">
      <div className="maps-head">
        <h3>Weights {maps.shape.join("×")}</h3>
      </div>
      <MapScale maps={maps} shared={true} />
      <MapSheet maps={maps} nameOf={nameOf} plural="filters" onChoose={setEnlarged} />
      {enlarged !== null && enlarged < maps.channels && (
        <EnlargedMap
          maps={maps}
          name={nameOf(enlarged)}
          channel={enlarged}
          read={read}
          onChoose={setEnlarged}
        />
      )}
      {maps.count < maps.channels && (
        <button type="button" className="link" onClick={() => setShown(shown + 4 * pageOfPlanes)}>
          Show more filters ({maps.count} of {maps.channels})
        </button>
      )}
    </section>
  );
}

/** Enough for a first look; more on demand. */
const pageOfPlanes = 64;
/** Pixels a side. */
const mostPixels = 112;

/** As the tensor is indexed, `weight[3, 0]`; of weights that are one picture, rows are the first index. */
function planeName({ shape: [, columns = 1], channels }: FeatureMaps, plane: number): string {
  if (channels === 1) return "weight[row, column]";
  return `weight[${Math.floor(plane / columns)}, ${plane % columns}]`;
}

function useWeightMaps(node: NodeId, count: number): FeatureMaps | null {
  const { engine } = usePage();
  const finished = useApp(finishedOfView);
  const [answer, setAnswer] = useState<{ readonly asked: NodeId; readonly maps: FeatureMaps | null } | null>(
    null,
  );
  useEffect(() => {
    let wanted = true;
    if (finished === null) setAnswer(null);
    else {
      const { version } = finished.model;
      void engine
        .weightMaps({ version, node, first: 0, count, side: mostPixels, scale: "shared" })
        .then((maps) => {
          if (wanted) setAnswer({ asked: node, maps });
        });
    }
    return () => {
      wanted = false;
    };
  }, [engine, finished, node, count]);
  return answer?.asked === node ? answer.maps : null;
}
