// The few bridges between framework-free core and the pages.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { Problem, read, ready_answer, type Door } from "../core/api.ts";
import type { Store } from "../core/store.ts";
import type { Page } from "../core/types.ts";

export function useStore<T>(source: Store<T>): T {
  const [, draw] = useState(0);
  const drawn = source.get();
  useEffect(() => {
    const leave = source.watch(() => draw((n) => n + 1));
    if (!Object.is(source.get(), drawn)) draw((n) => n + 1); // it changed after the drawing, before we listened
    return leave;
  }, [source]);
  return drawn;
}

export interface Loaded<T> { data: T | null; problem: Problem | null; busy: boolean; again: () => void; set: (next: T) => void }

function as_problem(trouble: unknown): Problem {
  if (trouble instanceof Problem) return trouble;
  console.error(trouble);
  return new Problem(500, "web.mistake", { id: "Halaman ini bermasalah. Muat ulang halaman.", en: "This page has a problem. Please reload it." });
}

interface State<T> { door: string; data: T | null; problem: Problem | null; busy: boolean }

/**
 * Reads a door, again when it changes; a late answer to an older door is dropped. What the server wrote into the page is
 * there at the first drawing.
 */
export function useData<T>(door: Door<T>): Loaded<T> {
  const [state, set_state] = useState<State<T>>(() => {
    const ready = ready_answer(door);
    return { door, data: ready ?? null, problem: null, busy: ready === undefined };
  });
  const turn = useRef(0);
  const run = useCallback(() => {
    const mine = ++turn.current;
    set_state((old) => ({ door, data: old.door === door ? old.data : null, problem: null, busy: true }));
    read(door).then(
      (data) => { if (mine === turn.current) set_state({ door, data, problem: null, busy: false }); },
      (trouble) => {
        if (mine === turn.current) set_state((old) => ({ door, data: old.data, problem: as_problem(trouble), busy: false }));
      },
    );
  }, [door]);
  useEffect(() => {
    if (state.door !== door || state.data === null) run();
    return () => { turn.current++; };
  }, [run]);
  const fresh = state.door === door;
  const set = (data: T): void => set_state({ door, data, problem: null, busy: false });
  return { data: fresh ? state.data : null, problem: fresh ? state.problem : null, busy: !fresh || state.busy, again: run, set };
}

/** A list that comes page by page: everything read so far, and a way to read on. */
export function useList<T>(first: Door<Page<T>>, next: (after: string) => Door<Page<T>>) {
  const start = useData(first);
  const [more, set_more] = useState<{ first: string; items: T[]; next: string | null } | null>(null);
  const on = more?.first === first ? more : null;
  const after = on ? on.next : (start.data?.next ?? null);
  const step = useAction(async () => {
    if (!after) return;
    const page = await read(next(after));
    set_more({ first, items: [...(on?.items ?? []), ...page.items], next: page.next ?? null });
  });
  return { ...start, items: [...(start.data?.items ?? []), ...(on?.items ?? [])], more: after ? step.run : null, more_busy: step.busy, more_problem: step.problem };
}

/** An action that can be under way and can be refused. */
export function useAction<A extends unknown[], R>(act: (...args: A) => Promise<R>) {
  const [busy, set_busy] = useState(false);
  const [problem, set_problem] = useState<Problem | null>(null);
  const run = async (...args: A): Promise<R | undefined> => {
    if (busy) return undefined;
    set_busy(true);
    set_problem(null);
    try {
      return await act(...args);
    } catch (trouble) {
      set_problem(as_problem(trouble));
      return undefined;
    } finally {
      set_busy(false);
    }
  };
  return { run, busy, problem, clear: () => set_problem(null) };
}

/** Calls back every `ms` while the page is seen. */
export function useEvery(ms: number | null, tick: () => void): void {
  const latest = useRef(tick);
  latest.current = tick;
  useEffect(() => {
    if (ms === null) return;
    const timer = setInterval(() => { if (!document.hidden) latest.current(); }, ms);
    return () => clearInterval(timer);
  }, [ms]);
}
