/**
 * The part of WebAssembly that the runtime uses. Every host has it, and TypeScript knows it only through the DOM's
 * library, which the core must not see.
 */
declare namespace WebAssembly {
  type Bytes = ArrayBuffer | ArrayBufferView<ArrayBuffer>;
  class Module {
    constructor(bytes: Bytes);
    private readonly brand: "Module";
  }
  class Instance {
    constructor(module: Module, imports?: Imports);
    readonly exports: Exports;
  }
  class Memory {
    constructor(limits: { readonly initial: number; readonly maximum?: number; readonly shared?: boolean });
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  type ExportValue = ((...numbers: number[]) => number) | Memory;
  type Exports = Record<string, ExportValue>;
  type Imports = Record<string, Record<string, unknown>>;
  function compile(bytes: Bytes): Promise<Module>;
  function instantiate(module: Module, imports?: Imports): Promise<Instance>;
  function validate(bytes: Bytes): boolean;
}
