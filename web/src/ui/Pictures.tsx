// Photos from the phone: taken or chosen, shrunk here, sent at once, shown with what became of each.
import { useRef } from "preact/hooks";
import { Button } from "./Button.tsx";
import { Icon } from "./Icon.tsx";
import { Wrong } from "./Choices.tsx";
import { Problem } from "../core/api.ts";
import { t } from "../core/i18n.ts";
import { shrink } from "../core/picture.ts";
import { employer } from "../core/session.ts";
import { upload, type Purpose } from "../core/console.ts";

export interface Picture { key: number; url: string; state: "sending" | "sent" | "failed"; hash?: string; why?: string; file: Blob }
export const hashes = (pictures: Picture[]): string[] => pictures.flatMap((one) => (one.hash ? [one.hash] : []));
export const unsent = (pictures: Picture[]): boolean => pictures.some((one) => one.state !== "sent");

let next_key = 1;

/** Sends one picture and tells the list what became of it. */
async function send(one: Picture, change: (make: (old: Picture[]) => Picture[]) => void, shrunk: boolean, purpose: Purpose = "evidence"): Promise<void> {
  const put = (part: Partial<Picture>): void => change((old) => old.map((other) => (other.key === one.key ? { ...other, ...part } : other)));
  put({ state: "sending", why: undefined });
  try {
    const stored = await upload(shrunk ? one.file : await shrink(one.file), employer.get()?.id ?? "", purpose);
    put({ state: "sent", hash: stored.hash });
  } catch (trouble) {
    put({ state: "failed", why: trouble instanceof Problem ? trouble.text : t("photo.unreadable") });
  }
}

/** Adds a finished drawing (a signature) to a list of pictures and sends it as it is. */
export function add_drawing(file: Blob, change: (make: (old: Picture[]) => Picture[]) => void): void {
  const one: Picture = { key: next_key++, url: URL.createObjectURL(file), state: "sending", file };
  change((old) => [...old, one]);
  void send(one, change, true);
}

export function Pictures({ name, label, hint, wrong, pictures, change, most = 4, camera, purpose }: {
  name: string; label: string; hint?: string; wrong?: string; pictures: Picture[]; change: (make: (old: Picture[]) => Picture[]) => void; most?: number; camera?: boolean; purpose?: Purpose;
}) {
  const input = useRef<HTMLInputElement>(null);
  const id = `f-${name}`;
  const taken = (): void => {
    const files = [...(input.current?.files ?? [])].slice(0, most - pictures.length);
    if (input.current) input.current.value = "";
    for (const file of files) {
      const one: Picture = { key: next_key++, url: URL.createObjectURL(file), state: "sending", file };
      change((old) => [...old, one]);
      void send(one, change, false, purpose);
    }
  };
  return (
    <div class="field">
      <span class="sub-legend" id={`${id}-label`}>{label}</span>
      {hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      {pictures.length > 0 && (
        <ul class="shots" aria-live="polite">
          {pictures.map((one, i) => (
            <li key={one.key}>
              <img src={one.url} alt={t("photo.nth", { n: i + 1, label })} width={240} height={180} />
              <p class={`state ${one.state}`}>
                {one.state === "sending" ? <span class="spin" aria-hidden="true" /> : <Icon name={one.state === "sent" ? "check" : "alert"} />}
                <span>{one.state === "sending" ? t("photo.sending") : one.state === "sent" ? t("photo.sent") : one.why}</span>
              </p>
              <div class="row">
                {one.state === "failed" && <button type="button" class="link-btn" onClick={() => void send(one, change, false, purpose)}><Icon name="undo" />{t("act.again")}</button>}
                <button type="button" class="link-btn" onClick={() => { URL.revokeObjectURL(one.url); change((old) => old.filter((other) => other.key !== one.key)); }}>
                  <Icon name="cross" />{t("photo.remove")}<span class="unseen-always"> {t("photo.nth", { n: i + 1, label })}</span>
                </button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {pictures.length < most && (
        <>
          <input ref={input} id={id} class="file-input" type="file" accept="image/*" multiple={!camera && most > 1} aria-labelledby={`${id}-label`} tabIndex={-1}
            {...(camera ? { capture: "environment" } : {})} onChange={taken} />
          <Button icon={camera ? "camera" : "upload"} wide aria-describedby={[hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(" ") || undefined} onClick={() => input.current?.click()}>
            {pictures.length ? t("photo.another") : camera ? t("photo.take") : t("photo.choose")}<span class="unseen-always"> {label}</span>
          </Button>
        </>
      )}
      <Wrong id={`${id}-wrong`} text={wrong} />
    </div>
  );
}
