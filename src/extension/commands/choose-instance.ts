import { window } from "vscode";
import type { Command } from "./command.ts";
import { asText, targetDocument } from "./target.ts";
import { inModelFile } from "./when.ts";

/** Arguments: the file, the name of a class, and the label of one of its instances. */
export const chooseInstance: Command = {
  id: "cnnBlocks.chooseInstance",
  title: "Choose the Instance for Hints…",
  icon: "list-selection",
  summary: "Chooses which instance of a class the hints inside it show, where a file has several.",
  palette: inModelFile,
  async run(app, file, className, label) {
    const document = await targetDocument(app, file);
    const uri = document.uri.toString();
    const offers = await app.server.request("cnnBlocks/instances", { uri });
    const own = offers.filter((one) => className === undefined || one.className === asText(className));
    const items = own.map((instance) => ({
      label: instance.label,
      description: `${instance.className} ${instance.detail}`,
      instance,
    }));
    if (items.length === 0) {
      void window.showInformationMessage("No class of this file has several instances.");
      return;
    }
    const title = "Choose the Instance for Hints";
    const chosen =
      label === undefined
        ? await window.showQuickPick(items, { title, matchOnDescription: true })
        : items.find((item) => item.label === label);
    if (chosen === undefined) return;
    const { model, path, className: name } = chosen.instance;
    await app.server.request("cnnBlocks/chooseInstance", { uri, instance: { className: name, model, path } });
  },
};
