import type { Uri } from "vscode";
import { createRecent, type GivenShape } from "../base/index.ts";
import type {
  DeliveredModel,
  Instantiated,
  KnobsOf,
  KnobValues,
  ModelBeside,
  ModelDocument,
  ModulePlace,
  ServerRequests,
  Trial,
} from "../protocol/index.ts";
import type { ModelServer } from "./model-server.ts";

/** The model documents of the server. Those used last are held, so that the server need not send them again. */
export interface ModelDocuments {
  /** A model of a file as it stands now; null where the file no longer has it. */
  model(uri: Uri, id: string): Promise<ModelDocument | null>;
  /** One module of a model, or why it cannot run. */
  part(uri: Uri, place: ModulePlace): Promise<Instantiated>;
  /** A block called on an input, or why it does not accept it. */
  instantiate(uri: Uri, expression: string, inputs: readonly GivenShape[]): Promise<Instantiated>;
  /** A model of a file with other numbers. */
  trial(uri: Uri, of: KnobsOf, values: KnobValues): Promise<Trial>;
  /** A model beside another one of its file, or beside that of earlier texts. */
  beside(
    uri: Uri,
    request: Pick<ServerRequests["cnnBlocks/beside"]["params"], "id" | "other" | "texts">,
  ): Promise<{ readonly beside: ModelBeside<ModelDocument> | null; readonly lacks: readonly string[] }>;
  /** A document that is still held. */
  find(version: string): ModelDocument | undefined;
}

/** Enough for the models of a few files and some of their earlier versions. */
const most = 16;

export function createModelDocuments(server: Pick<ModelServer, "request">): ModelDocuments {
  const recent = createRecent<ModelDocument>(most);

  /** Asks for a document, naming those that are held while the answer is under way. */
  async function fetch<R>(
    ask: (held: readonly string[]) => Promise<R>,
    modelOf: (answer: R) => DeliveredModel | null,
  ): Promise<{ readonly answer: R; readonly model: ModelDocument | null }> {
    const held = new Map(recent.entries());
    const answer = await ask([...held.keys()]);
    const delivered = modelOf(answer);
    const model = delivered && (delivered.document ?? held.get(delivered.version) ?? null);
    if (model !== null) recent.set(model.version, model);
    return { answer, model };
  }

  async function fetchMade(
    ask: (held: readonly string[]) => Promise<Instantiated<DeliveredModel>>,
  ): Promise<Instantiated> {
    const { answer, model } = await fetch(ask, (made) => (made.ok ? made.model : null));
    if (!answer.ok) return answer;
    if (model === null) throw new Error("The server names a document that it never sent.");
    return { ok: true, model };
  }

  return {
    find: (version) => recent.get(version),
    async model(uri, id) {
      const ask = (held: readonly string[]) =>
        server.request("cnnBlocks/model", { uri: uri.toString(), id, held });
      return (await fetch(ask, (delivered) => delivered)).model;
    },
    async trial(uri, of, values) {
      const ask = (held: readonly string[]) =>
        server.request("cnnBlocks/trial", { uri: uri.toString(), ...of, values, held });
      const { answer, model } = await fetch(ask, (trial) => trial.model);
      return { ...answer, model };
    },
    async beside(uri, request) {
      const ask = (held: readonly string[]) =>
        server.request("cnnBlocks/beside", { uri: uri.toString(), ...request, held });
      const { answer, model } = await fetch(ask, ({ beside }) => beside?.before ?? null);
      const { beside, lacks } = answer;
      return { beside: beside && model && { ...beside, before: model }, lacks };
    },
    part(uri, place) {
      return fetchMade((held) => server.request("cnnBlocks/part", { uri: uri.toString(), ...place, held }));
    },
    instantiate(uri, expression, inputs) {
      return fetchMade((held) =>
        server.request("cnnBlocks/instantiate", { uri: uri.toString(), expression, inputs, held }),
      );
    },
  };
}
