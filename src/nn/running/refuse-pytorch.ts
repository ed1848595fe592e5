import { memberMeant, pytorchMembers, pytorchNamesOf, sentenceOf } from "../../problems/index.ts";
import { Module } from "../module.ts";
import { Tensor } from "../tensor.ts";

/**
 * Makes tensors and modules refuse the names that only PyTorch's have, `x.device` or `net.cuda()`, with what to write instead;
 * JavaScript would read `undefined`. The analyzer refuses the same names.
 */
export function refusePytorchNames(): void {
  for (const name of [...pytorchMembers("tensor"), ...pytorchSpellings(Tensor.prototype)])
    lack(Tensor.prototype, name, refuse);
  for (const name of [...pytorchMembers("module"), ...pytorchSpellings(Module.prototype)])
    lack(Module.prototype, name, keep);
}

/** `index_select` and `clip`, where tensors have `indexSelect` and `clamp`. */
function pytorchSpellings(prototype: object): readonly string[] {
  return pytorchNamesOf(prototypesOf(prototype).flatMap(Object.getOwnPropertyNames));
}

function prototypesOf(prototype: object): readonly object[] {
  const next: object | null = Object.getPrototypeOf(prototype);
  return next === null || next === Object.prototype ? [prototype] : [prototype, ...prototypesOf(next)];
}

type Setter = (self: object, name: string, value: unknown) => void;

function lack(prototype: object, name: string, set: Setter): void {
  if (name in prototype) return;
  const get = function (this: object): never {
    return refuse(this, name);
  };
  refusing.add(get);
  Object.defineProperty(prototype, name, {
    configurable: true,
    get,
    set(this: object, value: unknown) {
      set(this, name, value);
    },
  });
}

const refusing = new WeakSet<object>();

/** A module may have fields of any name. */
function keep(self: object, name: string, value: unknown): void {
  Object.defineProperty(self, name, { value, configurable: true, enumerable: true, writable: true });
}

function refuse(self: object, name: string): never {
  const of = self instanceof Tensor ? "Tensor" : self.constructor.name;
  const { meant = null, asCopy = null } = memberMeant(name, (one) => hasItself(self, one)) ?? {};
  const data = {
    name,
    of,
    meant: meant === null ? null : { namespace: of, name: meant },
    asCopy,
    isOfValue: true,
  };
  throw new TypeError(sentenceOf({ code: "missing-member", data }));
}

/** Whether an object has a member, and not only one that refuses to be read. */
export function hasItself(self: object, name: string): boolean {
  const owner = [self, ...prototypesOf(Object.getPrototypeOf(self))].find((one) => Object.hasOwn(one, name));
  return owner !== undefined && !onlyRefuses(owner, name);
}

/** Whether an object's own member is there only to refuse to be read. */
export function onlyRefuses(owner: object, name: string): boolean {
  return refusing.has(Object.getOwnPropertyDescriptor(owner, name)?.get ?? refusing);
}
