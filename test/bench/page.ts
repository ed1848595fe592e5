import { browserWorld } from "./browser-world.ts";
import type { GrowthTime } from "./measure-growth.ts";
import { growHere, type PageGrowth, type PageRace, type PageResult, raceHere } from "./race-here.ts";

/** Several threads are raced in a worker: a page's own thread must not wait. */
function raceInPage(asked: PageRace): Promise<PageResult> {
  return asked.threads === 1 ? raceHere(asked) : raceInWorker(asked);
}

function raceInWorker(asked: PageRace): Promise<PageResult> {
  const worker = new browserWorld.Worker("/race-worker.js");
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      if (typeof data === "string") reject(new Error(data));
      else resolve(data as PageResult);
    };
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(asked);
  });
}

function growInPage(asked: PageGrowth): Promise<readonly GrowthTime[]> {
  return growHere(asked);
}

Object.assign(globalThis, { raceInPage, growInPage });
