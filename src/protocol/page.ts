/**
 * What the preview's page needs and cannot name itself: addresses of files inside the extension. The host writes it
 * as JSON into `<script type="application/json" id="assets">`; the page mounts into `<div id="root">`.
 *
 * The page fetches all of them itself: a worker's own fetch gets no answer in a webview. Scripts are started from
 * a blob of the fetched text, since a worker cannot be started from these addresses.
 */
export interface PageAssets {
  readonly layoutWorker: string;
  readonly engineWorker: string;
  /** The kernel's builds, by name; the page takes the best that its engine validates. */
  readonly kernels: { readonly simd: string; readonly relaxed: string };
}

/**
 * The part of what the page keeps by `setState` that the host reads back when a window is restored. The page may keep
 * more beside it (folded blocks, the viewport), which is its own matter.
 */
export interface KeptState {
  /** The file in view: `uri` of the last `show`. */
  readonly uri: string;
  /** `ModelSummary.id` of the model in view. */
  readonly model: string | null;
}
