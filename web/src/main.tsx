// The start: language, router, the first page; then the server's outline gives way to the page.
import { render } from "preact";
import { App } from "./app.tsx";
import { prepare } from "./turn.ts";
import { kept } from "./core/keep.ts";
import { set_lang, type Lang } from "./core/i18n.ts";
import { start_router } from "./core/router.ts";

async function start(): Promise<void> {
  const asked = new URLSearchParams(location.search).get("lang") ?? kept<Lang>("lang", "localStorage");
  set_lang(asked === "en" ? "en" : "id");
  start_router();
  const first = await prepare(location);
  const root = document.getElementById("app")!;
  root.replaceChildren();
  render(<App first={first} />, root);
}

void start();
