import { Button, Checkbox, Dropdown, Popover, Segments } from "../controls/index.ts";
import { ActionIcon } from "../graph/icons.tsx";
import { blockClasses, deepest, type ManyFolds, toggledClass, unfoldedTo } from "../model/folds.ts";
import { figureIds, itemFigures } from "../model/item-figures.ts";
import { display, foldsOf, setFolds } from "../state/app-state.ts";
import { useApp, usePage } from "../state/page.ts";

/** How the graph is drawn: what of it is folded, and what lines and boxes say. */
export function ViewMenu() {
  return (
    <Popover label="What is drawn" icon={<ActionIcon name="view" />}>
      <div className="view-menu">
        <Directions />
        <Depths />
        <Classes />
        <Shapes />
        <Figures />
      </div>
    </Popover>
  );
}

function Directions() {
  const { store } = usePage();
  const direction = useApp((state) => state.display.direction);
  return (
    <Row word="Lines run">
      <Segments
        label="Where lines run"
        value={direction}
        choices={[
          { value: "automatic", text: "Automatic" },
          { value: "down", text: "Down" },
          { value: "right", text: "Right" },
          { value: "columns", text: "Columns" },
        ]}
        onChange={(chosen) => store.update(display({ direction: chosen }))}
      />
    </Row>
  );
}

/** Depths that get a button of their own. */
const mostDepths = 6;

function Depths() {
  const { store } = usePage();
  const view = useApp((state) => state.view);
  if (view === null) return null;
  const depths = Array.from({ length: Math.min(deepest(view.tree), mostDepths) }, (_, index) => index + 1);
  return (
    <Row word="Unfold to depth">
      {[0, ...depths].map((depth) => (
        <Button
          key={depth}
          look="icon"
          label={`Unfold blocks to depth ${depth}${depth === 0 ? ": all folded" : ""}`}
          onClick={() => store.update(setManyFolds(({ tree }) => unfoldedTo(tree, depth)))}
        >
          {String(depth)}
        </Button>
      ))}
    </Row>
  );
}

function setManyFolds(change: (...args: Parameters<Parameters<typeof setFolds>[0]>) => ManyFolds) {
  return setFolds((view, folds) => change(view, folds).folds);
}

function Classes() {
  const { store } = usePage();
  const view = useApp((state) => state.view);
  const folds = useApp(foldsOf);
  if (view === null) return null;
  const classes = blockClasses(view.tree);
  if (classes.length === 0) return null;
  return (
    <Row word="Fold or unfold all">
      <Dropdown
        label="Fold or unfold all blocks of a class"
        value=""
        choices={[
          { value: "", text: "Class…" },
          ...classes.map(({ className, count }) => ({ value: className, text: `${className} (${count})` })),
        ]}
        onChange={(className) =>
          store.update(setManyFolds(({ tree }) => toggledClass(tree, folds, className)))
        }
      />
    </Row>
  );
}

function Shapes() {
  const { store } = usePage();
  const shapes = useApp((state) => state.display.shapes);
  return (
    <Row word="Shapes">
      <Segments
        label="Where shapes are shown"
        value={shapes ? "lines" : "boxes"}
        choices={[
          { value: "lines", text: "On lines" },
          { value: "boxes", text: "In boxes" },
        ]}
        onChange={(where) => store.update(display({ shapes: where === "lines" }))}
      />
    </Row>
  );
}

function Figures() {
  const { store } = usePage();
  const chosen = useApp((state) => state.display.figures);
  const units = useApp((state) => state.shown?.units ?? "MACs");
  return (
    <fieldset className="view-figures">
      <legend>Figures in boxes</legend>
      {figureIds.map((id) => (
        <Checkbox
          key={id}
          checked={chosen.includes(id)}
          onChange={(on) => {
            const figures = figureIds.filter((one) => (one === id ? on : chosen.includes(one)));
            store.update(display({ figures }));
          }}
        >
          {id === "macs" ? units : itemFigures[id].word}
        </Checkbox>
      ))}
    </fieldset>
  );
}

function Row({ word, children }: { readonly word: string; readonly children: React.ReactNode }) {
  return (
    <div className="view-row">
      <span>{word}</span>
      <div className="view-choices">{children}</div>
    </div>
  );
}
