import { existsSync, readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";

/** The memory of a process is only read where the system shows it as a file. */
export const isMemoryKnown = existsSync("/proc/self/statm");

/** Of a page of memory; every Linux that a Chromium is built for has at least these. */
const pageBytes = 4096;

/** What the processes that show pages hold in memory together, their workers' too. */
export async function rendererBytes(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return processInfo
    .filter(({ type }) => type === "renderer")
    .reduce((sum, { id }) => sum + residentPages(id) * pageBytes, 0);
}

/**
 * Lets a page and its workers give back what they no longer use: when they would on their own depends on what the machine has
 * left. What is measured afterwards is held.
 */
export async function releaseUnused(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  // What is found unused the first time may have held more.
  for (let round = 0; round < 2; round++) {
    await session.send("Memory.simulatePressureNotification", { level: "critical" });
    await session.send("HeapProfiler.collectGarbage");
    await page.waitForTimeout(100);
  }
  await session.detach();
}

/** 0 for a process that has just ended. */
function residentPages(process: number): number {
  const file = `/proc/${process}/statm`;
  return existsSync(file) ? Number(readFileSync(file, "utf8").split(" ")[1]) : 0;
}
