/** Modules that are in training; all others are not. */
const inTraining = new WeakSet<object>();

export function isTraining(module: object): boolean {
  return inTraining.has(module);
}

export function setTraining(module: object, mode: boolean): void {
  if (mode) inTraining.add(module);
  else inTraining.delete(module);
}
