import type { Page } from "playwright-core";

/** How long something took. */
export interface Taken {
  /** Milliseconds until it was painted, or frames per second. */
  readonly passed: number;
  /** Milliseconds of processor time that the page's main thread took for it. */
  readonly worked?: number;
}

export type Watch = (act: () => Promise<number>) => Promise<Taken>;

/** Measures what a page does. `act` says how long it took itself. */
export async function watchPage(page: Page): Promise<Watch> {
  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable", { timeDomain: "threadTicks" });
  const work = async (): Promise<number> => {
    const { metrics } = await client.send("Performance.getMetrics");
    return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0);
  };
  return async (act) => {
    const before = await work();
    const passed = await act();
    const after = await work();
    // A navigation sets the clock back.
    return { passed, worked: after < before ? after : after - before };
  };
}
