import type { Page } from "playwright-core";
import type { ModelDocument } from "../../../src/protocol/index.ts";
import { documentOf } from "../support/documents.ts";
import type { PageServer } from "../support/page-server.ts";
import { framesPerSecond, type Movement } from "./frames.ts";
import { densenet201, resnet18, resnet152, tenThousand } from "./nets.ts";
import { openModel, untilEdited, untilMaps, untilRedrawn } from "./our-page.ts";
import type { Rival } from "./rival.ts";
import type { Taken, Watch } from "./watch.ts";

/** What the measurements share. */
export interface Stage {
  readonly page: Page;
  readonly watch: Watch;
  readonly server: PageServer;
  readonly rivals: readonly Rival[];
  readonly documents: ReadonlyMap<string, ModelDocument>;
}

/** A line of the table. */
export interface Row {
  readonly what: string;
  readonly aim: string;
  readonly unit: "ms" | "frames/s";
  readonly measure: (stage: Stage) => Promise<Measured>;
}

export interface Measured {
  readonly ours: Taken;
  /** In the order of the rivals; null for one that cannot do the same. */
  readonly theirs: readonly (Taken | null)[];
}

export const rows: readonly Row[] = [
  painted("Open ResNet-18", 300, (stage) => opened(stage, resnet18.name)),
  painted("Open ResNet-152, folded", 400, (stage) => opened(stage, resnet152.name)),
  painted("Unfold all of ResNet-152", 500, (stage) => unfolded(stage, resnet152.name)),
  painted("Unfold all of DenseNet-201", 1000, (stage) => unfolded(stage, densenet201.name)),
  painted("Open 10,000 layers, folded", 1000, openedAlone),
  painted("An edit's picture, ResNet-152 unfolded", 100, edited),
  painted("First feature map after the last step, ResNet-18", 200, mapped),
  moving("Pan ResNet-152 unfolded", "pan"),
  moving("Zoom ResNet-152 unfolded", "zoom"),
];

function painted(what: string, aim: number, measure: Row["measure"]): Row {
  return { what: `${what}, ms`, aim: `≤ ${aim}`, unit: "ms", measure };
}

function moving(what: string, movement: Movement): Row {
  const measure = (stage: Stage): Promise<Measured> => frames(stage, movement);
  return { what: `${what}, frames/s`, aim: "≥ 50", unit: "frames/s", measure };
}

/** Each time is the median of so many, but what takes longer than `patience` in milliseconds is measured once. */
const rounds = 3;
const patience = 5000;

/** In milliseconds, between two keys that a quick author strikes. */
const betweenStrokes = 300;

const unfoldAll = '[title="Unfold all"]';

function documentIn({ documents }: Stage, name: string): ModelDocument {
  const document = documents.get(name);
  if (document === undefined) throw new Error(`No document of ${name}.`);
  return document;
}

async function opened(stage: Stage, name: string): Promise<Measured> {
  const { page, server } = stage;
  const model = documentIn(stage, name);
  // A navigation sets back the clock of the page's work.
  const ours = await medianOf(async () => ({ passed: await openModel(page, server, model) }));
  return { ours, theirs: await ofEach(stage, (rival) => openedBy(stage, rival, name)) };
}

/** Others draw a model of ten thousand layers whole, which takes them minutes. */
function openedAlone(stage: Stage): Promise<Measured> {
  return opened({ ...stage, rivals: [] }, tenThousand.name);
}

/** What has no folds opens every model unfolded. */
async function unfolded(stage: Stage, name: string): Promise<Measured> {
  const { page, server, watch } = stage;
  const ours = await medianOf(async () => {
    await openModel(page, server, documentIn(stage, name));
    return watch(() => untilRedrawn(page, unfoldAll));
  });
  const theirs = await ofEach(stage, async (rival) => {
    const { unfold } = rival;
    if (unfold === undefined) return openedBy(stage, rival, name);
    return medianOf(async () => {
      await rival.open(page, name);
      return { passed: await unfold(page) };
    });
  });
  return { ours, theirs };
}

function openedBy({ page }: Stage, rival: Rival, name: string): Promise<Taken> {
  return medianOf(async () => ({ passed: await rival.open(page, name) }));
}

async function ofEach(
  { rivals }: Stage,
  measure: (rival: Rival) => Promise<Taken | null>,
): Promise<readonly (Taken | null)[]> {
  const taken: (Taken | null)[] = [];
  for (const rival of rivals) taken.push(await measure(rival));
  return taken;
}

/**
 * Each edit makes the input larger, which changes the shape and the costs of every layer. It comes when the picture before it
 * is at rest: an author reads before typing, and does not type in the instant of a click.
 */
async function edited({ page, server, watch }: Stage): Promise<Measured> {
  const sizes = Array.from({ length: rounds + 1 }, (_, round) => 224 + 32 * round);
  const [first, ...edits] = sizes.map((size) => documentOf({ ...resnet152, input: [1, 3, size, size] }));
  if (first === undefined) throw new Error("No document to edit.");
  await openModel(page, server, first);
  await untilRedrawn(page, unfoldAll);
  const left = [...edits];
  return {
    ours: await medianOf(async () => {
      await page.waitForTimeout(betweenStrokes);
      return watch(() => untilEdited(page, left.pop() ?? first));
    }),
    theirs: [],
  };
}

async function mapped(stage: Stage): Promise<Measured> {
  const { page, server, watch } = stage;
  const ours = await medianOf(async () => {
    await openModel(page, server, documentIn(stage, resnet18.name));
    const model = documentIn(stage, resnet18.name);
    return watch(() => untilMaps(page, model, '[data-item^="n:conv1"]'));
  });
  // The thread worked during the run, too.
  return { ours: { passed: ours.passed }, theirs: [] };
}

async function frames(stage: Stage, movement: Movement): Promise<Measured> {
  const { page, server } = stage;
  await openModel(page, server, documentIn(stage, resnet152.name));
  await untilRedrawn(page, unfoldAll);
  const ours = { passed: await framesPerSecond(page, movement) };
  const theirs = await ofEach(stage, async (rival) => {
    await rival.open(page, resnet152.name);
    await rival.unfold?.(page);
    return { passed: await framesPerSecond(page, movement) };
  });
  return { ours, theirs };
}

async function medianOf(measure: () => Promise<Taken>): Promise<Taken> {
  const taken: Taken[] = [];
  while (taken.length < rounds && (taken[0]?.passed ?? 0) < patience) taken.push(await measure());
  const worked = taken.flatMap((one) => one.worked ?? []);
  return {
    passed: middle(taken.map(({ passed }) => passed)),
    ...(worked.length > 0 && { worked: middle(worked) }),
  };
}

function middle(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;
}
