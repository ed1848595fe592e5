import type { inputSchema } from "../ide/index.ts";
import type { Answer, DrawnFile, ModelPictures } from "../protocol/index.ts";
import type { KernelBytes, Threading } from "../runtime/index.ts";

/** What the command needs from its surroundings. */
export interface CliHost {
  /** Relative paths start here. */
  readonly folder: string;
  readonly library: Readonly<Record<string, string>>;
  /** Of the whole product: `0.1.0`. */
  readonly version: string;
  /** Starts to watch folders and everything below them. */
  watch(folders: readonly string[]): FolderWatch;
  readKernels(): Promise<KernelBytes>;
  readPictures(): Promise<Pictures>;
  /** The language server begins to speak over standard input and output; it ends the process itself. */
  startServer(): Promise<void>;
  /** Offers tools for agents over standard input and output until the client closes them. */
  serveTools(server: ToolServer): Promise<void>;
  /** How many threads can compute at once. */
  readonly cores: number;
  /** What a run on several threads needs; undefined if its files are missing. */
  readThreading(): Promise<Threading | undefined>;
  /** To standard output. */
  readonly print: (text: string) => unknown;
  /** To standard error. */
  readonly complain: (text: string) => unknown;
}

/** Tools as the Model Context Protocol describes them, and the function that calls one. */
export interface ToolServer {
  readonly version: string;
  readonly tools: readonly {
    readonly name: string;
    readonly title: string;
    readonly description: string;
    /** JSON Schema. */
    readonly inputSchema: ReturnType<typeof inputSchema>;
  }[];
  call(name: string, given: unknown): Promise<Answer<string>>;
}

/** A watch on folders, which begins when it is created. */
export interface FolderWatch {
  /** Resolves at the first change since the last call, or since the watch began; with false if no folder is left. */
  untilChange(): Promise<boolean>;
  close(): void;
}

/** What draws models without a browser. The page that an HTML file holds is given already. */
export interface Pictures extends Pick<ModelPictures, "svg"> {
  html(file: DrawnFile): string;
}
