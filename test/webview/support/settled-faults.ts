/** How long a page may take to come to rest, in milliseconds, on a machine that is busy. */
const rest = 5_000;

/**
 * The faults that stay. Controls take the colours of another theme a moment later, and cards follow the size of their window, so a
 * page with faults is asked again until it has none or has had time enough.
 */
export async function settledFaults(ask: () => Promise<readonly string[]>): Promise<readonly string[]> {
  const end = Date.now() + rest;
  let faults = await ask();
  while (faults.length > 0 && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    faults = await ask();
  }
  return faults;
}
