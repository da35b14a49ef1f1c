// A part of a page that is fetched and drawn when the reader comes near it, or when the page is printed or idle for long.
import type { ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/** Calls once when the element is about to be seen. */
export function useNear<E extends HTMLElement>(near: () => void) {
  const ref = useRef<E>(null);
  useEffect(() => {
    if (!ref.current) return;
    const go = (): void => { watch.disconnect(); removeEventListener("beforeprint", go); near(); };
    const watch = new IntersectionObserver((seen) => { if (seen.some((entry) => entry.isIntersecting)) go(); }, { rootMargin: "500px" });
    watch.observe(ref.current);
    addEventListener("beforeprint", go);
    return () => { watch.disconnect(); removeEventListener("beforeprint", go); };
  }, []);
  return ref;
}

/** `room` is the class that keeps a place of about its height. */
export function Later<P extends object>({ load, with: props, room = "later" }: { load: () => Promise<ComponentType<P>>; with: P; room?: string }) {
  const [Part, set] = useState<ComponentType<P> | null>(null);
  const ref = useNear<HTMLDivElement>(() => { load().then((part) => set(() => part), () => undefined); });
  return Part ? <Part {...props} /> : <div class={room} ref={ref} />;
}
