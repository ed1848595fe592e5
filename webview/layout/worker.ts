// elkjs' own worker. It answers the messages of `elk-api.js`, which `lay-out.ts` uses in the page.
import "elkjs/lib/elk-worker.min.js";
