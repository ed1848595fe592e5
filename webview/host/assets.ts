import type { PageAssets } from "../../src/protocol/index.ts";

/** The addresses that the host wrote into the page. */
export function readAssets(): PageAssets {
  const text = document.getElementById("assets")?.textContent;
  if (!text) throw new Error("The page lacks its list of assets.");
  return JSON.parse(text) as PageAssets;
}

/** A webview may start workers from blobs only, so the script is fetched here. */
export async function startWorker(address: string): Promise<Worker> {
  const script = await fetched(address).then((response) => response.blob());
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  return new Worker(url);
}

/** A worker's own fetch gets no answer in a webview, so the page fetches for it. */
export async function fetchBytes(address: string): Promise<ArrayBuffer> {
  return fetched(address).then((response) => response.arrayBuffer());
}

export async function fetchText(address: string): Promise<string> {
  return fetched(address).then((response) => response.text());
}

async function fetched(address: string): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}.`);
  return response;
}
