/**
 * The addresses of the extension's files that the page loads. The host writes them as JSON into
 * `<script type="application/json" id="assets">`; the page mounts into `<div id="root">`.
 *
 * The page fetches all of them itself, because a worker's own fetch gets no answer in a webview. The worker is started
 * from a blob of the fetched text, since it cannot be started from this address.
 */
export interface PageAssets {
  /** The page's own script and style sheet, which it takes along when it is exported. */
  readonly script: string;
  readonly style: string;
  readonly engineWorker: string;
  /** The kernel's builds, by name. The engine takes the best one that it can run. */
  readonly kernels: { readonly simd: string; readonly relaxed: string };
}

/**
 * The part of the page's saved state (`setState`) that the host reads when a window is restored. The page saves more
 * (folded blocks, the viewport), which only the page itself reads.
 */
export interface SavedState {
  /** `ShownFile.uri` of the file in view. */
  readonly uri: string;
  /** `ModelSummary.id` of the model in view. */
  readonly model: string | null;
  /** `ShownFile.pinned`. */
  readonly pinned: boolean;
}
