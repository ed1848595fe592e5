import type { BenchModel, LayerTime, Measurement } from "./engine.ts";

/** What one host's races gave. */
export interface Report {
  readonly host: string;
  /** Floating-point operations that a bare multiply–add loop reaches, in GFLOP/s. */
  readonly limit: number;
  readonly nets: readonly Pick<BenchModel, "name" | "macs">[];
  /** The first engine of each net is ours. */
  readonly measurements: readonly Measurement[];
}

/** Markdown: times and ratios, cold starts and memory, and where wanted each layer of ours. */
export function reportText(report: Report, { layers = false } = {}): string {
  const { host, limit, measurements } = report;
  const backends = new Set(
    measurements.flatMap((one) => (one.backend ? `${one.engine}: ${one.backend}` : [])),
  );
  const own = measurements.filter((one) => one.layers.length > 0);
  return [
    `### ${host}; multiply–add limit ${limit.toFixed(1)} GFLOP/s a core`,
    `${[...backends].join("; ")}.`,
    raceTable(report),
    "From the shipped files to the first output, and our memory:",
    startTable(report),
    ...(layers ? own.map((one) => layerTable(one, limit)) : []),
  ].join("\n\n");
}

function raceTable({ nets, measurements }: Report): string {
  const [ours = "", ...others] = enginesOf(measurements.filter(({ isNative }) => !isNative));
  const natives = enginesOf(measurements.filter(({ isNative }) => isNative));
  const head = ["net", `${ours}, ms`, "GFLOP/s"];
  const peers = others.flatMap((engine) => [`${engine}, ms`, "ratio"]);
  const rows = nets.flatMap(({ name, macs }) => {
    const mine = find(measurements, ours, name);
    if (mine === undefined) return [];
    const found = others.map((engine) => find(measurements, engine, name));
    const cells = found.flatMap((peer) =>
      peer === undefined
        ? ["–", "–"]
        : [peer.median.toFixed(1), `× ${(peer.median / mine.median).toFixed(2)}`],
    );
    const limits = natives.flatMap((engine) => {
      const native = find(measurements, engine, name);
      return native === undefined
        ? ["–", "–"]
        : [native.median.toFixed(1), (native.median / mine.median).toFixed(2)];
    });
    const differences = found.flatMap((peer) => peer?.difference ?? []);
    const speed = (2 * macs) / mine.median / 1e6;
    return [
      [
        name,
        mine.median.toFixed(1),
        speed.toFixed(0),
        ...cells,
        Math.max(...differences).toExponential(1),
        ...limits,
      ],
    ];
  });
  const beside = natives.flatMap((engine) => [`native ${engine}, ms`, "of its speed"]);
  return table([...head, ...peers, "largest difference", ...beside], rows);
}

function startTable({ nets, measurements }: Report): string {
  const engines = enginesOf(measurements.filter(({ isNative }) => !isNative));
  const rows = nets.map(({ name }) => {
    const found = engines.map((engine) => find(measurements, engine, name));
    const bytes = found[0]?.memoryBytes;
    const memory = bytes === undefined ? "–" : `${(bytes / 2 ** 20).toFixed(0)} MiB`;
    return [name, ...found.map((one) => one?.firstOutput.toFixed(0) ?? "–"), memory];
  });
  return table(["net", ...engines.map((engine) => `${engine}, ms`), "memory"], rows);
}

/** Layers that take less than half a percent are left out. */
function layerTable({ engine, model, layers }: Measurement, limit: number): string {
  const total = layers.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const rows = layers
    .filter(({ milliseconds }) => milliseconds >= total / 200)
    .map((layer) => layerRow(layer, total, limit));
  const head = ["layer", "output", "ms", "share", "GFLOP/s", "of one core’s limit"];
  return `#### ${model}, ${engine}: layers of at least 0.5 %\n\n${table(head, rows)}`;
}

function layerRow(
  { algorithm, output, macs, milliseconds }: LayerTime,
  total: number,
  limit: number,
): readonly string[] {
  const speed = (2 * macs) / milliseconds / 1e6;
  const share = `${((100 * milliseconds) / total).toFixed(1)} %`;
  const rates = macs === 0 ? ["", ""] : [speed.toFixed(0), `${((100 * speed) / limit).toFixed(0)} %`];
  return [algorithm, output, milliseconds.toFixed(2), share, ...rates];
}

function enginesOf(measurements: readonly Measurement[]): readonly string[] {
  return [...new Set(measurements.map(({ engine }) => engine))];
}

function find(measurements: readonly Measurement[], engine: string, net: string): Measurement | undefined {
  return measurements.find((one) => one.engine === engine && one.model === net);
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
