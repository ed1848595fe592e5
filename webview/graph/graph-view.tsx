import {
  Background,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
  ViewportPortal,
} from "@xyflow/react";
import { type CSSProperties, type KeyboardEvent, useCallback, useEffect, useMemo, useRef } from "react";
import type { MoveLink } from "../beside/linked-moves.ts";
import { type Changes, noChanges } from "../beside/partners.ts";
import { PointedMark } from "../beside/pointed-mark.tsx";
import { frameHeader } from "../layout/sizes.ts";
import { type Item, type ItemId, itemAt } from "../model/item.ts";
import type { ModelView } from "../model/model-view.ts";
import { sourceOf } from "../model/source-marks.ts";
import { focusOn, focusOut, select } from "../state/app-state.ts";
import { useApp, usePage } from "../state/page.ts";
import { destination, isMoveKey } from "./arrow-keys.ts";
import { Breadcrumb } from "./breadcrumb.tsx";
import { detailAt, zoomStep } from "./detail.ts";
import type { Drawing } from "./drawing.ts";
import { type EdgeLabel, edgeLabels } from "./edge-labels.ts";
import { EdgeLines } from "./edge-lines.tsx";
import { FarNames } from "./far-names.tsx";
import { ColumnsOffer, GraphControls } from "./graph-controls.tsx";
import { HeatScale } from "./heat-scale.tsx";
import { type ItemNode, itemBoxes } from "./item-boxes.tsx";
import { Legend } from "./legend.tsx";
import { NodeCard } from "./node-card.tsx";
import { NodeMenu, useNodeMenu } from "./node-menu.tsx";
import { Overview } from "./overview.tsx";
import { type Scene, SceneContext } from "./scene.ts";
import { useSceneOf } from "./scene-of.ts";
import { type Camera, useCamera } from "./use-camera.ts";
import { useDrawing } from "./use-drawing.ts";
import { useNodeCard } from "./use-node-card.ts";

interface GraphViewProps {
  readonly view: ModelView;
  /** What has become of items since another model, which stands beside this one … */
  readonly changes?: Changes;
  /** … and is moved with it. */
  readonly link?: MoveLink;
}

/** The graph of a model. */
export function GraphView({ view, changes = noChanges, link }: GraphViewProps) {
  return (
    <ReactFlowProvider>
      <Canvas view={view} changes={changes} link={link} />
    </ReactFlowProvider>
  );
}

/** Above this number, boxes are only rendered while they are visible. */
const manyBoxes = 300;

interface CanvasProps {
  readonly view: ModelView;
  readonly changes: Changes;
  readonly link: MoveLink | undefined;
}

function Canvas({ view, changes, link }: CanvasProps) {
  const drawing = useDrawing(view);
  const pane = useRef<HTMLDivElement>(null);
  const camera = useCamera(drawing, pane);
  const labels = useLabels(drawing);
  const scene = useSceneOf(view, drawing, { labels, changes, holdStill: camera.holdStill });
  const activate = useActivate(view);
  const open = useOpen(scene.toggle);
  const detail = useStore(({ transform: [, , zoom] }) => detailAt(zoom));
  const step = useStore(({ transform: [, , zoom] }) => zoomStep(zoom));
  const nodes = useMemo(() => flowNodes(drawing), [drawing]);
  useDrawnMessage(camera.ready ? drawing : null);
  useFollowCursor(scene.marked, camera.show);
  useGoToWanted(camera.ready ? drawing : null, camera.goTo);
  const { zoomBy, fit } = useLinkedMoves(link, camera);
  const menu = useNodeMenu(view);
  const card = useNodeCard(view);
  const onKeyDown = useKeys(drawing, scene, camera, activate);
  return (
    <SceneContext.Provider value={scene}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys come up from boxes, which are buttons. */}
      <div
        className="canvas"
        onKeyDown={onKeyDown}
        onContextMenu={menu.onContextMenu}
        {...card.handlers}
        data-detail={detail}
        data-heated={scene.heat !== "none" || undefined}
        data-waiting={!camera.ready || undefined}
        style={textSize(step)}
      >
        <Breadcrumb />
        <div className="canvas-parts">
          <div className="pane" ref={pane}>
            <ReactFlow
              aria-label={`Graph of ${view.model.name}`}
              nodes={nodes}
              nodeTypes={itemBoxes}
              nodesDraggable={false}
              nodesConnectable={false}
              nodesFocusable={false}
              elementsSelectable={false}
              onlyRenderVisibleElements={nodes.length > manyBoxes}
              zoomOnDoubleClick={false}
              panOnScroll={true}
              minZoom={camera.leastZoom}
              maxZoom={2}
              proOptions={{ hideAttribution: true }}
              onNodeClick={(_, { data }) => activate(data.item.id)}
              onNodeDoubleClick={(_, { type, data }) => open(type, data.item)}
              onNodeMouseEnter={(_, { data }) => link?.point(data.item.id)}
              onNodeMouseLeave={() => link?.point(null)}
              onMove={(event) => {
                if (event !== null) link?.tell(camera.viewport());
              }}
              onMoveEnd={(event) => {
                const viewport = camera.endMove();
                if (event !== null) link?.tell(viewport);
              }}
            >
              <Background gap={24} size={1} />
              <ViewportPortal>
                <EdgeLines
                  drawing={drawing}
                  selected={scene.selected}
                  faults={scene.faults}
                  labels={labels}
                />
                {detail === "colours" && <FarNames drawing={drawing} zoom={step} />}
                {link !== undefined && <PointedMark drawing={drawing} link={link} />}
              </ViewportPortal>
            </ReactFlow>
          </div>
          <Overview drawing={drawing} move={camera.moveTo} />
        </div>
        <NodeMenu view={view} menu={menu} />
        <NodeCard card={card} />
        <div className="canvas-bar">
          <GraphControls fit={fit} zoomBy={zoomBy} />
          {link === undefined && <ColumnsOffer placed={drawing.placed} />}
          <HeatScale />
          <Legend view={view} />
        </div>
      </div>
    </SceneContext.Provider>
  );
}

/** Frames lie below the lines, everything else above them. */
function flowNodes({ view, graph, placed }: Drawing): ItemNode[] {
  return graph.items.flatMap(({ item, as }): ItemNode[] => {
    const box = placed.boxes.get(item.id);
    if (box === undefined) return [];
    const { x, y, width, height } = box;
    const node = { id: item.id, type: as, position: { x, y }, ...sized(width, height), data: { item, view } };
    if (as !== "frame") return [{ ...node, zIndex: 2 }];
    return [
      { ...node, zIndex: 0, style: { pointerEvents: "none" } },
      { ...node, id: `${item.id} bar`, type: "bar", ...sized(width, frameHeader), zIndex: 2 },
    ];
  });
}

const noLabels: readonly EdgeLabel[] = [];

function useLabels(drawing: Drawing): readonly EdgeLabel[] {
  const onLines = useApp((state) => state.display.shapes);
  return useMemo(() => (onLines ? edgeLabels(drawing) : noLabels), [drawing, onLines]);
}

/** As if it had been measured already: React Flow draws everything that has not, in sight or not. */
function sized(width: number, height: number) {
  return { width, height, measured: { width, height }, handles: [] };
}

/** Names keep their size on the screen while boxes shrink. */
function textSize(step: number): CSSProperties {
  const style: CSSProperties & Record<"--name-size", string> = { "--name-size": `${12 / step}px` };
  return style;
}

/** What a double click does: on the title of a frame it looks at that block alone, on a folded block it unfolds. */
function useOpen(toggle: Scene["toggle"]): (type: string, item: Item) => void {
  const { store } = usePage();
  return (type, item) => {
    if (type === "bar") store.update(focusOn(item.id));
    else if (item.kind === "group") toggle(item.id);
  };
}

/** Selects an item and shows where it is written. */
function useActivate(view: ModelView): (id: ItemId) => void {
  const { store, host } = usePage();
  return useCallback(
    (id) => {
      store.update(select(id));
      const at = sourceOf(view.model.graph, itemAt(view.tree, id));
      if (at !== null) host.send("reveal", { at });
    },
    [store, host, view],
  );
}

function useKeys(
  drawing: Drawing,
  scene: Scene,
  camera: Camera,
  activate: (id: ItemId) => void,
): (event: KeyboardEvent) => void {
  const { store } = usePage();
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const id = (event.target as HTMLElement).closest<HTMLElement>("[data-item]")?.getAttribute("data-item");
    if (!id) return;
    if (isMoveKey(event.key)) {
      const next = destination(drawing, id, event.key);
      if (next !== undefined) {
        store.update(select(next));
        camera.show([next]);
        focusItem(next);
      }
    } else if (event.key === "Enter") activate(id);
    else if (event.key === " ") {
      if (itemAt(scene.view.tree, id).kind === "group") scene.toggle(id);
    } else if (event.key === "f") {
      if (itemAt(scene.view.tree, id).kind === "group") store.update(focusOn(id));
    } else if (event.key === "Backspace") store.update(focusOut);
    else if (event.key === "Escape") store.update(select(null));
    else return;
    event.preventDefault();
  };
}

/** The box may only be rendered once it is visible, so wait for one frame. */
function focusItem(id: ItemId): void {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
  });
}

/** Moves as the canvas beside it does; gives what its buttons do, which the other one follows. */
function useLinkedMoves(
  link: MoveLink | undefined,
  { moveTo, zoomBy, fit }: Camera,
): Pick<Camera, "zoomBy" | "fit"> {
  const { getViewport } = useReactFlow();
  useEffect(() => link?.listen(moveTo), [link, moveTo]);
  const tell = (): void => void requestAnimationFrame(() => link?.tell(getViewport()));
  return {
    zoomBy(factor) {
      zoomBy(factor);
      tell();
    },
    fit() {
      fit();
      tell();
    },
  };
}

/** Reports to the host when the picture is on the page. */
function useDrawnMessage(drawing: Drawing | null): void {
  const { host } = usePage();
  useEffect(() => {
    if (drawing === null) return;
    const { graph, view } = drawing;
    const folded = graph.items.filter(({ as }) => as === "folded").length;
    const nodes = graph.items.length;
    host.send("drawn", { model: view.model.id, nodes, edges: graph.edges.length, folded });
  }, [drawing, host]);
}

/** Scrolls to what the cursor is on, unless a part of it is visible. */
function useFollowCursor(marked: ReadonlySet<ItemId>, bringIntoSight: Camera["show"]): void {
  const last = useRef(marked);
  useEffect(() => {
    if (last.current === marked) return;
    last.current = marked;
    bringIntoSight([...marked]);
  }, [marked, bringIntoSight]);
}

/** Scrolls to an item that was found or picked elsewhere, once the groups around it are unfolded. */
function useGoToWanted(drawing: Drawing | null, goTo: Camera["goTo"]): void {
  const { store } = usePage();
  const wanted = useApp((state) => state.wanted);
  useEffect(() => {
    if (wanted === null || drawing?.placed.boxes.has(wanted) !== true) return;
    goTo(wanted);
    store.update((state) => ({ ...state, wanted: null }));
  }, [wanted, drawing, goTo, store]);
}
