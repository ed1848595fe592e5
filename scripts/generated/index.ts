import { blocksTable } from "./blocks-table.ts";
import { commandsTable, contributedCommands, contributedMenus } from "./commands.ts";
import { fixesTable } from "./fixes-table.ts";
import type { Generated } from "./generated.ts";
import { problemsTable } from "./problems-table.ts";
import { zooTable } from "./zoo-table.ts";

/** Everything that the build writes into checked-in documents and manifests. */
export const generated: readonly Generated[] = [
  contributedCommands,
  contributedMenus,
  commandsTable,
  blocksTable,
  zooTable,
  problemsTable,
  fixesTable,
];
