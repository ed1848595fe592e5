import { homedir } from "node:os";
import { join } from "node:path";

/** Where large downloads are kept between runs, outside the project: the one folder we write to in a home. */
export const cacheFolder = join(baseFolder(), "cnn-blocks");

function baseFolder(): string {
  const { XDG_CACHE_HOME } = process.env;
  if (XDG_CACHE_HOME) return XDG_CACHE_HOME;
  return process.platform === "darwin" ? join(homedir(), "Library/Caches") : join(homedir(), ".cache");
}
