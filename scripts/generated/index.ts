import { activationEvents } from "./activation.ts";
import { agentToolsTable } from "./agent-tools-table.ts";
import { blocksTable } from "./blocks-table.ts";
import { cliExamples } from "./cli-examples.ts";
import { commandsTable, contributedCommands, contributedMenus } from "./commands.ts";
import { differencesList } from "./differences-list.ts";
import { fixesTable } from "./fixes-table.ts";
import type { Generated } from "./generated.ts";
import { languageModelTools } from "./language-model-tools.ts";
import { macsTable } from "./macs-table.ts";
import { namesInShort, namesTable } from "./names-table.ts";
import { problemPages } from "./problem-pages.ts";
import { refactoringsTable } from "./refactorings-table.ts";
import { contributedConfiguration, settingExamples, settingsTable } from "./settings.ts";
import { familiesTable, zooTable } from "./zoo-table.ts";

/** Everything that the build writes into checked-in documents and manifests. */
export const generated: readonly Generated[] = [
  activationEvents,
  contributedCommands,
  contributedMenus,
  commandsTable,
  contributedConfiguration,
  languageModelTools,
  settingsTable,
  settingExamples,
  fixesTable,
  refactoringsTable,
  cliExamples,
  agentToolsTable,
  namesTable,
  namesInShort,
  differencesList,
  macsTable,
  blocksTable,
  zooTable,
  familiesTable,
  problemPages,
];
