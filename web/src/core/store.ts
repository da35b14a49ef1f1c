// A value that says when it changed. One for the session, one for being online; the outbox will be the third.

export interface Store<T> { get(): T; set(next: T): void; watch(listener: () => void): () => void }

export function store<T>(first: T): Store<T> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      listeners.forEach((listener) => listener());
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const online = store(typeof navigator === "undefined" ? true : navigator.onLine !== false);
if (typeof addEventListener === "function") {
  addEventListener("online", () => online.set(true));
  addEventListener("offline", () => online.set(false));
}
