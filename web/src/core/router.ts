// Addresses to pages. A route is a pattern like "/kampanye/:slug"; the first that fits wins.

export interface Match<T> { route: T; params: Record<string, string> }
export interface Patterned { pattern: string }

export function match<T extends Patterned>(routes: readonly T[], path: string): Match<T> | null {
  const asked = path.replace(/\/+$/, "").split("/");
  for (const route of routes) {
    const wanted = route.pattern.replace(/\/+$/, "").split("/");
    if (wanted.length !== asked.length) continue;
    const params: Record<string, string> = {};
    const fits = wanted.every((part, i) => {
      if (!part.startsWith(":")) return part === asked[i];
      try { params[part.slice(1)] = decodeURIComponent(asked[i]!); } catch { return false; }
      return asked[i] !== "";
    });
    if (fits) return { route, params };
  }
  return null;
}

/** Whether a click on a link is ours to follow: same origin, plain left click, no download, no new window. */
export function ours(event: MouseEvent): HTMLAnchorElement | null {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = (event.target as Element | null)?.closest?.("a");
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return null;
  if (/^\/(api|evidence|tile|checkpoint|log\/|assets)/.test(link.pathname) || link.dataset.outside !== undefined) return null;
  return link;
}

type Listener = () => void;
const listeners = new Set<Listener>();
export const on_move = (listener: Listener): (() => void) => (listeners.add(listener), () => listeners.delete(listener));

/** Goes to an address of ours; `replace` leaves no step to come back to. */
export function go(url: string, replace = false): void {
  if (!replace) history.replaceState({ ...history.state, y: scrollY }, "");
  history[replace ? "replaceState" : "pushState"]({ y: 0 }, "", url);
  listeners.forEach((listener) => listener());
}

export function start_router(): void {
  history.scrollRestoration = "manual";
  addEventListener("popstate", () => listeners.forEach((listener) => listener()));
  document.addEventListener("click", (event) => {
    const link = ours(event);
    if (!link) return;
    if (link.pathname === location.pathname && link.search === location.search && link.hash) return;
    event.preventDefault();
    go(link.pathname + link.search + link.hash);
  });
}
