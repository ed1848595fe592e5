import { type RefObject, useEffect, useRef } from "react";

/**
 * React 18 sets attributes of custom elements and nothing else; properties and events go through the element
 * itself. This gives the element, kept in step with `properties`, and calls the newest listeners.
 */
export function useElement<E extends HTMLElement>(
  properties: Readonly<Record<string, unknown>>,
  listeners: Readonly<Record<string, (event: Event) => void>>,
): RefObject<E> {
  const ref = useRef<E>(null);
  const latest = useRef(listeners);
  latest.current = listeners;
  useEffect(() => {
    if (ref.current !== null) Object.assign(ref.current, properties);
  });
  useEffect(() => {
    const element = ref.current;
    const names = Object.keys(latest.current);
    const forward = (event: Event): void => latest.current[event.type]?.(event);
    for (const name of names) element?.addEventListener(name, forward);
    return () => {
      for (const name of names) element?.removeEventListener(name, forward);
    };
  }, []);
  return ref;
}
