import { severalInstances } from "../../ide/index.ts";
import type { ServerRequests } from "../../protocol/index.ts";
import type { Feature } from "./feature.ts";

type Offers = ServerRequests["cnnBlocks/instances"];
type InstanceChoice = ServerRequests["cnnBlocks/chooseInstance"];

/** Which instance of a class the hints in it speak of. */
export const instances: Feature = ({ connection, boundary, views, chosen, refresh }) => {
  const offers = boundary.guarded<[Offers["params"]], Offers["result"]>(
    "cnnBlocks/instances",
    [],
    async ({ uri }) => {
      const view = await views.view(uri);
      return view === null ? [] : severalInstances(view);
    },
  );
  connection.onRequest("cnnBlocks/instances", (params: Offers["params"]): Promise<unknown> => offers(params));
  connection.onRequest("cnnBlocks/chooseInstance", ({ uri, instance }: InstanceChoice["params"]): null => {
    chosen.choose(uri, instance);
    refresh();
    return null;
  });
};
