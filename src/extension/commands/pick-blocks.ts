import {
  type QuickInputButton,
  type QuickPick,
  type QuickPickItem,
  QuickPickItemKind,
  ThemeIcon,
  window,
} from "vscode";
import type { BlockOffer } from "../../protocol/index.ts";

interface OfferItem extends QuickPickItem {
  /** Absent on the separators between groups. */
  readonly offer?: BlockOffer;
}

/** Asks for one block. The pencil changes its arguments; a whole construction can also be typed. */
export function pickBlock(title: string, offers: readonly BlockOffer[]): Promise<BlockOffer | undefined> {
  const pick = offering(title, offers, [editButton()]);
  pick.placeholder = "A block or model to run, or a construction such as new ResidualBlock(64, 128, 2)";
  return new Promise((resolve) => {
    function settle(answer: BlockOffer | undefined | Promise<BlockOffer | undefined>): void {
      // Only the first answer counts, so hiding the list afterwards changes nothing.
      resolve(answer);
      pick.hide();
    }
    pick.onDidAccept(() => settle(pick.activeItems[0]?.offer ?? typed(pick.value, offers)));
    pick.onDidTriggerItemButton(({ item }) => item.offer && settle(changeArguments(title, item.offer)));
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

/** Asks for two or more blocks. */
export function pickBlocks(
  title: string,
  offers: readonly BlockOffer[],
  preselected: readonly BlockOffer[],
): Promise<readonly BlockOffer[] | undefined> {
  const pick = offering(title, offers, []);
  pick.placeholder = "Two or more blocks";
  pick.canSelectMany = true;
  pick.selectedItems = pick.items.filter(({ offer }) => offer !== undefined && preselected.includes(offer));
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const picked = pick.selectedItems.flatMap(({ offer }) => offer ?? []);
      if (picked.length < 2) {
        // The list stays open, so it has to say what it waits for.
        pick.title = `${title}: tick two or more`;
        return;
      }
      resolve(picked);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

/** An offer for a construction that is not in the list. */
export function offerOf(expression: string, offers: readonly BlockOffer[]): BlockOffer {
  const known = offers.find((offer) => calleeOf(offer.expression) === calleeOf(expression));
  return {
    expression,
    name: known?.name ?? expression,
    description: "",
    origin: known?.origin ?? "file",
    input: known?.input ?? "1x3x224x224",
  };
}

/**
 * What stands before the arguments: `new nn.Conv2d`. The extension has no parser, and what was typed into the box may be no
 * expression at all; the answer only chooses which name and input to propose.
 */
function calleeOf(expression: string): string {
  return expression.split("(", 1).join("").trim();
}

function editButton(): QuickInputButton {
  return { iconPath: new ThemeIcon("edit"), tooltip: "Change the arguments" };
}

function offering(
  title: string,
  offers: readonly BlockOffer[],
  buttons: readonly QuickInputButton[],
): QuickPick<OfferItem> {
  const pick = window.createQuickPick<OfferItem>();
  pick.title = title;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.ignoreFocusOut = true;
  const itemsOf = (origin: BlockOffer["origin"]) =>
    offers.filter((offer) => offer.origin === origin).map((offer) => itemOf(offer, buttons));
  pick.items = [...group("This file", itemsOf("file")), ...group("The library", itemsOf("library"))];
  return pick;
}

function itemOf(offer: BlockOffer, buttons: readonly QuickInputButton[]): OfferItem {
  const { name, expression, description } = offer;
  return { label: name, description: expression, detail: description, buttons, offer };
}

function group(label: string, items: readonly OfferItem[]): OfferItem[] {
  return items.length === 0 ? [] : [{ label, kind: QuickPickItemKind.Separator }, ...items];
}

function typed(text: string, offers: readonly BlockOffer[]): BlockOffer | undefined {
  return text.trim() === "" ? undefined : offerOf(text.trim(), offers);
}

async function changeArguments(title: string, offer: BlockOffer): Promise<BlockOffer | undefined> {
  const expression = await window.showInputBox({
    title,
    value: offer.expression,
    prompt: "What to construct",
  });
  return expression === undefined ? undefined : { ...offer, expression };
}
