// elkjs' own worker: it answers the messages of `elk-api.js`, which `elk.ts` speaks in the page.
import "elkjs/lib/elk-worker.min.js";
