import type { Page } from "playwright-core";
import { evaluateIn } from "./evaluate.ts";

export type Movement = "pan" | "zoom";

/** How long the wheel turns, in milliseconds. */
const span = 2000;

/** Frames per second while the wheel turns without a pause. With the control key, both programs zoom. */
export async function framesPerSecond(page: Page, movement: Movement): Promise<number> {
  const { width, height } = page.viewportSize() ?? { width: 900, height: 800 };
  await page.mouse.move(width / 2, height / 2);
  if (movement === "zoom") await page.keyboard.down("Control");
  const counted = evaluateIn(page, `(${countFrames})(${span})`);
  const until = performance.now() + span;
  for (let turn = 0; performance.now() < until; turn++) {
    // Out and in again, so that it does not end at either.
    await page.mouse.wheel(0, turn % 40 < 20 ? 40 : -40);
  }
  if (movement === "zoom") await page.keyboard.up("Control");
  return counted;
}

/** Runs in the page. */
function countFrames(milliseconds: number): Promise<number> {
  return new Promise((resolve) => {
    const started = performance.now();
    let frames = 0;
    const next = (): void => {
      const passed = performance.now() - started;
      if (passed >= milliseconds) resolve((frames / passed) * 1000);
      else {
        frames += 1;
        requestAnimationFrame(next);
      }
    };
    requestAnimationFrame(next);
  });
}
