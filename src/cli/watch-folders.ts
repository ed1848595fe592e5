import { existsSync, watch } from "node:fs";
import { isSourceName } from "../base/index.ts";
import type { FolderWatch } from "./host.ts";

/** Editors write a file in several steps; what comes within this time in milliseconds is one change. */
const settling = 100;

/** Watches the sources and JSON files in the folders and below them, until none of the folders is left. */
export function watchFolders(folders: readonly string[]): FolderWatch {
  let watching = begin(folders);
  return {
    async untilChange() {
      if (watching.count === 0) return false;
      await watching.change;
      watching.close();
      // Node's watcher under Linux loses a file that is replaced by another of its name, as many editors save.
      watching = begin(folders);
      return true;
    },
    close: () => watching.close(),
  };
}

function begin(folders: readonly string[]) {
  let changed = () => {};
  const change = new Promise<void>((resolve) => {
    changed = () => void setTimeout(resolve, settling);
  });
  const watchers = folders
    .filter((folder) => existsSync(folder))
    .map((folder) =>
      watch(folder, { recursive: true }, (_, name) => {
        if (name === null || isWatched(name)) changed();
        // A folder that is deleted while it is watched is a change, too.
      }).on("error", changed),
    );
  return {
    count: watchers.length,
    change,
    close() {
      for (const watcher of watchers) watcher.close();
    },
  };
}

function isWatched(name: string): boolean {
  return (
    (isSourceName(name) || name.endsWith(".json")) && !/(?:^|[\\/])(?:node_modules|\.git)[\\/]/.test(name)
  );
}
