import {
  blockOffers,
  diffModels,
  diffText,
  drawnAt,
  earlierOf,
  earlierView,
  fileTests,
  hoverOfDrawn,
  insertBlock,
  instantiate,
  libraryOffers,
  modelDocument,
  modelEdits,
  modelKnobs,
  modelOutline,
  modelPart,
  modelSummary,
  modelsBeside,
  summaryText,
  tryValues,
  type View,
  viewedModels,
} from "../../ide/index.ts";
import type {
  DeliveredModel,
  Instantiated,
  ModelDocument,
  ServerRequests,
  Trial,
} from "../../protocol/index.ts";
import { fileOf, uriOf } from "../files.ts";
import type { Feature, FeatureContext } from "./feature.ts";

type Method = keyof ServerRequests;
type Params<M extends Method> = ServerRequests[M]["params"];
type Result<M extends Method> = ServerRequests[M]["result"];

/** The extension's own requests, beyond those of the language server protocol. */
export const requests: Feature = (context) => {
  const { views } = context;
  answer(context, "cnnBlocks/models", [], async ({ uri }) => {
    const view = await views.view(uri);
    return view === null ? [] : view.analysis.models.map((model) => modelSummary(view, model));
  });
  answer(context, "cnnBlocks/model", null, async ({ uri, id, held }) => {
    const view = await views.view(uri);
    const model = view?.analysis.models.find((one) => one.id === id);
    return view == null || model === undefined ? null : delivered(modelDocument(view, model, uriOf), held);
  });
  answer(context, "cnnBlocks/part", failed, async ({ uri, model: id, path, held }) => {
    const view = await views.view(uri);
    const model = view?.analysis.models.find((one) => one.id === id);
    if (view == null || model === undefined)
      return { ok: false, reason: "The file no longer has this model.", problems: [] };
    const part = modelPart(view, model, path, uriOf);
    return part.ok ? { ok: true, model: delivered(part.model, held) } : part;
  });
  answer(context, "cnnBlocks/blocks", libraryOffers, async ({ uri }) => {
    const view = await views.view(uri);
    return view === null ? libraryOffers : blockOffers(view);
  });
  answer(context, "cnnBlocks/outline", [], async ({ uri }) => {
    const view = await views.view(uri);
    return view === null ? [] : modelOutline(view, uriOf);
  });
  answer(context, "cnnBlocks/drawnAt", [], async ({ uri, offset }) => {
    const view = await views.view(uri);
    return view === null ? [] : drawnAt(view, offset, uriOf);
  });
  answer(context, "cnnBlocks/drawnHover", null, async ({ uri, id, version, item }) => {
    const view = await views.view(uri);
    const model = view?.analysis.models.find((one) => one.id === id);
    const isIt = view != null && model !== undefined && modelDocument(view, model, uriOf).version === version;
    return isIt ? hoverOfDrawn(view, model, item) : null;
  });
  answer(context, "cnnBlocks/changes", { text: "", lacks: [] }, async ({ uri, base, texts }) => {
    const view = await views.view(uri);
    if (view === null) return { text: "", lacks: [] };
    const { lacks, ...before } = viewOfTexts(context, uri, texts);
    const diffs = diffModels(viewedModels(before.view), viewedModels(view));
    return { text: diffText(diffs, base, view.settings.units), lacks: lacks.map(uriOf) };
  });
  answer(context, "cnnBlocks/tests", null, async ({ uri }) => {
    const view = await views.view(uri);
    return view === null ? null : fileTests(view, uriOf);
  });
  answerBeside(context);
  answerTrials(context);
  answer(context, "cnnBlocks/summary", { text: "" }, async ({ uri }) => {
    const view = await views.view(uri);
    return { text: view === null ? "" : summaryText(view) };
  });
  answer(context, "cnnBlocks/insertBlock", { imports: [], at: 0, snippet: "" }, async (request) =>
    insertBlock(request, context.environment.snippets),
  );
  answer(context, "cnnBlocks/instantiate", failed, async ({ uri, expression, inputs, held }) => {
    const settings = context.settings();
    const options = { settings, defaultInputSize: settings.defaultInputSize, addressOf: uriOf };
    const made = instantiate(context.builder.workspace, fileOf(uri), { expression, inputs }, options);
    return made.ok ? { ok: true, model: delivered(made.model, held) } : made;
  });
};

function answerBeside(context: FeatureContext): void {
  const nothing = { beside: null, lacks: [] };
  answer(context, "cnnBlocks/beside", nothing, async ({ uri, id, other, texts, held }) => {
    const view = await context.views.view(uri);
    const models = view === null ? [] : viewedModels(view);
    const after = models.find(({ model }) => model.id === id);
    if (after === undefined) return nothing;
    const earlier = other === null ? viewOfTexts(context, uri, texts) : null;
    const before =
      earlier === null
        ? models.find(({ model }) => model.id === other)
        : earlierOf(viewedModels(earlier.view), after);
    const lacks = earlier?.lacks.map(uriOf) ?? [];
    if (before == null) return { beside: null, lacks };
    const document = delivered(modelDocument(before.view, before.model, uriOf), held);
    return { beside: { before: document, ...modelsBeside(before, after, uriOf) }, lacks };
  });
}

function viewOfTexts(
  { environment, settings }: FeatureContext,
  uri: string,
  texts: Readonly<Record<string, string | null>>,
) {
  const earlier = new Map(Object.entries(texts).map(([one, text]) => [fileOf(one), text]));
  return earlierView(environment.library, fileOf(uri), earlier, settings());
}

/** No one waits longer for what a slider shows. */
const trialPatience = 4000;

/** Numbers of a model that are tried without touching the file. */
function answerTrials(context: FeatureContext): void {
  const { views, builder, environment } = context;
  const sources = (view: View) => ({ view, workspace: builder.workspace, library: environment.library });
  answer(context, "cnnBlocks/knobs", { knobs: [], notes: [] }, async ({ uri, ...of }) => {
    const view = await views.view(uri);
    if (view === null) return { knobs: [], notes: [] };
    const { knobs, notes } = modelKnobs(sources(view), of);
    return { knobs: knobs.map(({ places: _, ...knob }) => knob), notes };
  });
  answer(context, "cnnBlocks/trial", noTrial, async ({ uri, values, held, ...of }) => {
    const view = await views.view(uri);
    if (view === null) return noTrial;
    const deadline = Date.now() + trialPatience;
    const options = { addressOf: uriOf, isCancelled: () => Date.now() > deadline };
    const { model, ...trial } = tryValues(sources(view), of, values, options);
    return { ...trial, model: model && delivered(model, held) };
  });
  answer(context, "cnnBlocks/trialEdits", [], async ({ uri, values, ...of }) => {
    const view = await views.view(uri);
    return view === null ? [] : modelEdits(sources(view), of, values);
  });
}

const noTrial: Trial<DeliveredModel> = {
  model: null,
  problems: [],
  reason: "The file has no model that could be analysed.",
};

/** A document that the receiver holds already is only named. */
function delivered(document: ModelDocument, held: readonly string[]): DeliveredModel {
  const { version } = document;
  return { version, document: held.includes(version) ? null : document };
}

const failed: Instantiated<DeliveredModel> = {
  ok: false,
  reason: "The analysis failed; the output channel has the details.",
  problems: [],
};

function answer<M extends Method>(
  { connection, boundary }: FeatureContext,
  method: M,
  nothing: Result<M>,
  handler: (params: Params<M>) => Promise<Result<M>>,
): void {
  const guarded = boundary.guarded<[Params<M>], Result<M>>(method, nothing, handler);
  connection.onRequest(method, (params: unknown): Promise<unknown> => guarded(params as Params<M>));
}
