// The frame around every page: header, footer, language, being offline, and turning from page to page.
import { Component, type ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Problem } from "./core/api.ts";
import { lang, load_strings, set_lang, t, type Lang } from "./core/i18n.ts";
import { keep, kept } from "./core/keep.ts";
import { go, on_move } from "./core/router.ts";
import { online } from "./core/store.ts";
import { prepare, type Turned } from "./turn.ts";
import { Icon, Logo } from "./ui/Icon.tsx";
import { Trouble } from "./ui/states.tsx";
import { useStore } from "./ui/hooks.ts";

/** Keeps a mistake in one page from taking the frame down with it. */
class Guard extends Component<{ children: ComponentChildren }, { wrong: boolean }> {
  override state = { wrong: false };
  static override getDerivedStateFromError = (): { wrong: boolean } => ({ wrong: true });
  override componentDidCatch(trouble: unknown): void { console.error(trouble); }
  override render() {
    if (!this.state.wrong) return this.props.children;
    const problem = new Problem(500, "web.mistake", { id: "Halaman ini bermasalah. Muat ulang halaman.", en: "This page has a problem. Please reload it." });
    return <Trouble problem={problem} again={() => location.reload()} />;
  }
}

const doors = [["/kampanye", "nav.campaigns"], ["/cara-kerja", "nav.how"], ["/log", "nav.log"], ["/donatur", "nav.mine"]] as const;

function Header({ path, on_lang }: { path: string; on_lang: (next: Lang) => void }) {
  const [open, set_open] = useState(false);
  useEffect(() => set_open(false), [path]);
  const other: Lang = lang() === "id" ? "en" : "id";
  const mine = kept("donatur", "localStorage");
  return (
    <header class="site-head">
      <div class="wrap">
        <a class="logo" href="/" aria-label={t("nav.home")}><Logo /><span>Lumbung</span></a>
        <nav class={open ? "site-nav open" : "site-nav"} id="nav" aria-label={t("nav.main")}>
          {doors.map(([href, key]) => <a key={href} href={href} aria-current={path === href || path.startsWith(href + "/") ? "page" : undefined}>{t(key)}</a>)}
          <button type="button" class="lang" lang={other} onClick={() => on_lang(other)}>{other === "en" ? "English" : "Bahasa Indonesia"}</button>
        </nav>
        <div class="end">
          <a class="btn" href={mine ? "/donatur" : "/masuk"}>{t(mine ? "nav.mine" : "nav.login")}</a>
          <button type="button" class="menu-button" aria-expanded={open} aria-controls="nav" onClick={() => set_open(!open)}>
            <Icon name={open ? "cross" : "menu"} /><span class="unseen-always">{t("nav.menu")}</span>
          </button>
        </div>
      </div>
    </header>
  );
}

function Footer({ path }: { path: string }) {
  return (
    <footer class="site-foot">
      <div class="wrap cols">
        <div class="stack-s">
          <a class="logo" href="/" aria-label={t("nav.home")}><Logo /><span>Lumbung</span></a>
          <p class="measure">{t("foot.what")}</p>
        </div>
        <nav aria-label={t("foot.read")}>
          <h2>{t("foot.read")}</h2>
          <ul>
            <li><a href="/cara-kerja">{t("nav.how")}</a></li>
            <li><a href="/bantuan">{t("nav.help")}</a></li>
            <li><a href="/privasi">{t("nav.privacy")}</a></li>
          </ul>
        </nav>
        <nav aria-label={t("foot.check")}>
          <h2>{t("foot.check")}</h2>
          <ul>
            <li><a href="/log">{t("nav.log")}</a></li>
            <li><a href="/api/docs" data-outside>{t("nav.api")}</a></li>
            <li><a href={`/lapor?halaman=${encodeURIComponent(path)}`}>{t("act.report")}</a></li>
          </ul>
        </nav>
      </div>
    </footer>
  );
}

function Signal() {
  const up = useStore(online);
  return <div role="status">{!up && <div class="signal"><div class="wrap"><Icon name="wifi_off" />{t("state.no_signal")}</div></div>}</div>;
}

/** Where the reader's eye and focus go after a turn: the hash, the old place, or the top. */
function settle(main: HTMLElement | null): void {
  const y = (history.state as { y?: number } | null)?.y ?? 0;
  const marked = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
  main?.focus({ preventScroll: true });
  if (marked) marked.scrollIntoView();
  else scrollTo({ top: y, behavior: "instant" as ScrollBehavior });
}

export function App({ first }: { first: Turned }) {
  const [shown, show] = useState(first);
  const [tongue, set_tongue] = useState<Lang>(lang());
  const main = useRef<HTMLElement>(null);
  const latest = useRef(first);

  const turn = async (settled = true): Promise<void> => {
    const { pathname, search } = location;
    const next = await prepare({ pathname, search });
    if (pathname !== location.pathname || search !== location.search) return; // gone on meanwhile, and another turn is under way
    const moved = latest.current.key !== next.key;
    latest.current = next;
    show(next);
    if (settled && moved) requestAnimationFrame(() => settle(main.current));
  };
  useEffect(() => on_move(() => void turn()), []);

  const change_lang = async (next: Lang): Promise<void> => {
    set_lang(next);
    keep("lang", next, "localStorage");
    await load_strings("umum", ...latest.current.route.groups);
    set_tongue(next);
  };

  const { Page, Frame, problem, props, key } = shown;
  const page = (
    <main id="isi" tabIndex={-1} ref={main}>
      <Guard key={key}>{Page ? <Page key={key} {...props} /> : <Trouble problem={problem!} again={() => go(location.href, true)} />}</Guard>
    </main>
  );
  const turn_lang = (next: Lang): void => void change_lang(next);
  return (
    <div lang={tongue} key={tongue} class="frame">
      <a class="skip btn" href="#isi" onClick={(event) => { event.preventDefault(); main.current?.focus(); }}>{t("nav.skip")}</a>
      {!Frame && <Header path={key} on_lang={turn_lang} />}
      <Signal />
      {Frame ? <Frame path={key} on_lang={turn_lang}>{page}</Frame> : page}
      {!Frame && <Footer path={key} />}
    </div>
  );
}
