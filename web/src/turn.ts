// Turning to a page: its code and its words are fetched first, then it is shown whole.
import type { ComponentType } from "preact";
import { Problem } from "./core/api.ts";
import { load_strings } from "./core/i18n.ts";
import { match } from "./core/router.ts";
import { missing, routes, type FrameProps, type PageProps, type Route } from "./routes/table.ts";

export interface Turned { route: Route; props: PageProps; Page: ComponentType<PageProps> | null; Frame?: ComponentType<FrameProps>; problem: Problem | null; key: string }

const for_givers = /^\/(don|uji)/;
const for_staff = /^\/(konsol|masuk|undangan|daftar-l)/;

export async function prepare(place: { pathname: string; search: string }): Promise<Turned> {
  const later = for_staff.test(place.pathname) ? import("./routes/petugas.ts") : for_givers.test(place.pathname) ? import("./routes/donatur.ts") : null;
  const list = later ? await later.then((part) => part.later, () => []) : routes;
  const found = match(list, place.pathname) ?? { route: missing, params: {} };
  const props: PageProps = { params: found.params, query: new URLSearchParams(place.search) };
  const key = place.pathname;
  try {
    const [page, frame] = await Promise.all([found.route.load(), found.route.frame?.(), load_strings("umum", ...found.route.groups)]);
    return { route: found.route, props, Page: page.default, Frame: frame?.default, problem: null, key };
  } catch (trouble) {
    console.error(trouble);
    const problem = new Problem(0, "web.chunk", {
      id: "Bagian halaman ini belum terunduh. Periksa sambungan internet, lalu coba lagi.",
      en: "This part of the site did not load. Check your connection and try again.",
    });
    return { route: found.route, props, Page: null, problem, key };
  }
}
