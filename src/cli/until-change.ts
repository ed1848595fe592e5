import { type FSWatcher, watch } from "node:fs";

/** Editors write a file in several steps; what comes within this time in milliseconds is one change. */
const settling = 100;

/** Waits until something changes in one of the folders, or below it. */
export function untilChange(folders: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    let isSettling = false;
    const done = () => {
      for (const watcher of watchers) watcher.close();
      resolve(true);
    };
    const changed = () => {
      if (!isSettling) setTimeout(done, settling);
      isSettling = true;
    };
    // A folder that is deleted while it is watched is a change, too.
    const watchers: readonly FSWatcher[] = folders.map((folder) =>
      watch(folder, { recursive: true }, (_, name) => {
        if (name === null || isSource(name)) changed();
      }).on("error", changed),
    );
  });
}

function isSource(name: string): boolean {
  return /\.(?:[cm]?ts|json)$/.test(name) && !/(?:^|[\\/])(?:node_modules|\.git)[\\/]/.test(name);
}
