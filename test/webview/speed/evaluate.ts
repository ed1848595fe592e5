import type { Page } from "playwright-core";

/** What a function of the page gives, by the debugger: Netron's page has no `eval`, by which `page.evaluate` works. */
export async function evaluateIn(page: Page, call: string): Promise<number> {
  const client = await page.context().newCDPSession(page);
  const { result, exceptionDetails } = await client.send("Runtime.evaluate", {
    ...{ expression: call, awaitPromise: true, returnByValue: true },
  });
  await client.detach();
  if (exceptionDetails !== undefined)
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return Number(result.value);
}
