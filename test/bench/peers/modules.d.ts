// What the bench uses of its peers, which are installed only where it runs.

declare module "flatbuffers" {
  export class Builder {
    constructor(initialSize?: number);
    startObject(fields: number): void;
    endObject(): number;
    addFieldInt8(field: number, value: number, byDefault: number): void;
    addFieldInt32(field: number, value: number, byDefault: number): void;
    addFieldOffset(field: number, value: number, byDefault: number): void;
    startVector(elementSize: number, count: number, alignment: number): void;
    endVector(): number;
    addInt32(value: number): void;
    addOffset(offset: number): void;
    createString(text: string): number;
    createByteVector(bytes: Uint8Array): number;
    prep(size: number, additional: number): void;
    finish(root: number, identifier?: string): void;
    asUint8Array(): Uint8Array<ArrayBuffer>;
  }
}

declare module "@litertjs/core" {
  export function loadLiteRt(path: string, options?: { readonly threads?: boolean }): Promise<unknown>;
  export function loadAndCompile(
    model: Uint8Array,
    options: { readonly accelerator: "wasm"; readonly cpuOptions: { readonly numThreads: number } },
  ): Promise<CompiledModel>;
  export class Tensor {
    constructor(data: Float32Array, shape: readonly number[]);
    data(): Promise<ArrayLike<number>>;
    delete(): void;
  }
  export interface CompiledModel {
    run(input: Tensor): Promise<Tensor[]>;
    delete(): void;
  }
}

declare module "@tensorflow/tfjs-core" {
  const tf: import("./tfjs.ts").Tfjs;
  export = tf;
}

declare module "@tensorflow/tfjs-backend-wasm" {
  const backend: import("./tfjs.ts").TfjsWasm;
  export = backend;
}
