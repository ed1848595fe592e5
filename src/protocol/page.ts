/**
 * What the host's HTML tells the preview's script, as JSON in the attribute `data-assets` of `<div id="root">`: where
 * it fetches what. URLs of the webview, since the page may load nothing else.
 */
export interface PageAssets {
  /** `dist/webview/layout-worker.js` and `engine-worker.js`: the page makes blob workers of their texts. */
  readonly layoutWorker: string;
  readonly engineWorker: string;
  /** Every build of the kernel by name (`simd`, `relaxed`); the page fetches the bytes, workers cannot. */
  readonly kernels: Readonly<Record<string, string>>;
}

/**
 * What the page keeps by `setState`. The host reads `uri` and `model` of it when a window comes back and a panel has
 * to be filled again; the rest is the page's own.
 */
export interface PageState {
  readonly uri: string;
  /** The id of the model in view, or null where the file had none. */
  readonly model: string | null;
}
