import { createRecent } from "../../src/base/index.ts";
import { documentsHeld, type ModelDocument } from "../../src/protocol/index.ts";

/** The model documents that the page holds. Those that it lacks are fetched from the host, once. */
export interface Documents {
  /** By version; null where the host no longer has a document either. */
  find(versions: readonly string[]): Promise<readonly (ModelDocument | null)[]>;
  hold(document: ModelDocument): void;
}

type Fetch = (versions: readonly string[]) => Promise<readonly (ModelDocument | null)[]>;

export function createDocuments(fetch: Fetch): Documents {
  const held = createRecent<Promise<ModelDocument | null>>(documentsHeld);

  function request(versions: readonly string[]): ReadonlyMap<string, Promise<ModelDocument | null>> {
    const answer = versions.length === 0 ? Promise.resolve([]) : fetch(versions);
    const requested = versions.map((version, index) => {
      const document = answer.then((documents) => documents[index] ?? null);
      const forget = (): void => {
        if (held.get(version) === document) held.delete(version);
      };
      held.set(version, document);
      document.then((found) => found ?? forget(), forget);
      return [version, document] as const;
    });
    return new Map(requested);
  }
  return {
    find(versions) {
      const known = new Map(versions.map((version) => [version, held.get(version)]));
      const requested = request([...known.keys()].filter((version) => known.get(version) === undefined));
      return Promise.all(versions.map((version) => known.get(version) ?? requested.get(version) ?? null));
    },
    hold: (document) => held.set(document.version, Promise.resolve(document)),
  };
}
