/** What a tensor has as its `data`: the tensor itself, which can also be called. */
export function callable<T extends object, R>(target: T, call: () => R): T & (() => R) {
  const handler: ProxyHandler<() => R> = {
    get(_, name, data) {
      if (name === "data") return data;
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === "function" && name !== "constructor" ? member.bind(target) : member;
    },
    set: (_, name, value) => Reflect.set(target, name, value, target),
    has: (_, name) => Reflect.has(target, name),
    getPrototypeOf: () => Reflect.getPrototypeOf(target),
  };
  return new Proxy(call, handler) as T & (() => R);
}
