import { browserWorld } from "./browser-world.ts";
import { type PageRace, raceHere } from "./race-here.ts";

// The first message says what to race; the answer is the result, or a text that says what went wrong.

const answer = (message: unknown): void => browserWorld.postMessage(message);

browserWorld.addEventListener(
  "message",
  ({ data }) => {
    raceHere(data as PageRace).then(answer, (fault: unknown) => answer(String(fault)));
  },
  { once: true },
);
