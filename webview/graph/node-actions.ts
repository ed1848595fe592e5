import { toggled } from "../model/folds.ts";
import type { Item } from "../model/item.ts";
import type { ModelView } from "../model/model-view.ts";
import { pathQuery } from "../model/search.ts";
import { sourceOf } from "../model/source-marks.ts";
import { copyPng } from "../out/copy-png.ts";
import { hoverWords, pictureInView } from "../out/page-picture.ts";
import { type AppState, display, focusOn, select, setFolds } from "../state/app-state.ts";
import type { Page } from "../state/page.ts";

interface Target {
  readonly view: ModelView;
  readonly item: Item;
}

/** One line of an item's context menu. */
export interface NodeAction {
  readonly id: string;
  readonly label: string;
  isOffered(target: Target, state: AppState): boolean;
  run(page: Page, target: Target): void;
}

const always = (): boolean => true;
const isGroup = ({ item }: Target): boolean => item.kind === "group";

export const nodeActions: readonly NodeAction[] = [
  {
    id: "source",
    label: "Go to Source",
    isOffered: ({ view, item }) => sourceOf(view.model.graph, item) !== null,
    run({ host, store }, { view, item }) {
      store.update(select(item.id));
      const at = sourceOf(view.model.graph, item);
      if (at !== null) host.send("reveal", { at });
    },
  },
  {
    id: "fold",
    label: "Fold or Unfold",
    isOffered: isGroup,
    run: ({ store }, { item }) => store.update(setFolds(({ tree }, folds) => toggled(tree, folds, item.id))),
  },
  {
    id: "focus",
    label: "Show This Block Alone",
    isOffered: isGroup,
    run: ({ store }, { item }) => store.update(focusOn(item.id)),
  },
  {
    id: "run",
    label: "Run This Block",
    isOffered: ({ view, item }, state) => isOfFile(state) && isBlock(view, item),
    run: ({ host }, { view, item }) => host.send("runBlock", { model: view.model.id, path: item.path }),
  },
  {
    id: "figures",
    label: "Show Figures and Feature Maps",
    isOffered: always,
    run: ({ store }, { item }) =>
      store.update((state) => display({ tab: "layer", panel: true })(select(item.id)(state))),
  },
  {
    id: "table",
    label: "Show in Table",
    isOffered: ({ item }) => item.path !== "",
    run: ({ store }, { item }) =>
      store.update((state) => ({
        ...display({ mode: "table" })(select(item.id)(state)),
        search: pathQuery(item.path),
      })),
  },
  {
    id: "copy-picture",
    label: "Copy Picture",
    isOffered: always,
    run({ store, host }, { item }) {
      const picture = pictureInView(store.get(), item.id);
      if (picture === null) return;
      copyPng(picture).then(
        () => host.send("copiedPicture", null),
        (fault) =>
          store.update((state) => ({ ...state, notice: `The picture could not be copied: ${fault}` })),
      );
    },
  },
  {
    id: "copy-figures",
    label: "Copy Figures",
    isOffered: always,
    run({ host, store }, { item }) {
      const text = hoverWords(store.get(), item.id);
      if (text !== null) host.send("copyText", { text });
    },
  },
];

/** Whether the host can find in the file what is in view. It cannot while other numbers are tried, nor after a block was run alone. */
function isOfFile({ trial, apart }: AppState): boolean {
  return trial === null && !apart;
}

function isBlock({ model }: ModelView, item: Item): boolean {
  return item.kind === "group" && item.sort === "module" && model.blocks.includes(item.path);
}
