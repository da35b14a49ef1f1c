// Where something happened: asked of the phone, or typed when the phone does not know.
import { useState } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/form.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { t } from "../../core/i18n.ts";
import { place_of, type Place } from "../../core/place.ts";

export function PlaceField({ place, on_place }: { place: Place | null; on_place: (next: Place | null) => void }) {
  const [state, set_state] = useState<"idle" | "asking" | "failed">("idle");
  const [typed, set_typed] = useState("");
  const ask = (): void => {
    if (!navigator.geolocation) { set_state("failed"); return; }
    set_state("asking");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => { set_state("idle"); on_place({ lat: Number(coords.latitude.toFixed(6)), lon: Number(coords.longitude.toFixed(6)), accuracy: Math.min(100_000, Math.ceil(coords.accuracy)) }); },
      () => set_state("failed"),
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    );
  };
  return (
    <div class="field stack-s" id="f-place">
      <span class="sub-legend">{t("deliver.place")}</span>
      <p class="hint">{t("place.hint")}</p>
      {place ? (
        <div class="picked"><Icon name="pin" /><span class="grow"><span class="num">{place.lat.toFixed(5)}, {place.lon.toFixed(5)}</span><span class="small hush block">{t("place.within", { n: place.accuracy })}</span></span><button type="button" class="link-btn" onClick={() => on_place(null)}>{t("act.change")}<span class="unseen-always"> {t("deliver.place")}</span></button></div>
      ) : (
        <>
          <Button icon="pin" wide busy={state === "asking"} onClick={ask}>{t("place.ask")}</Button>
          <div role="status">{state === "failed" && <p class="small warn-ink">{t("place.failed")}</p>}</div>
          {state === "failed" && (
            <Field name="place_typed" label={t("place.typed")} hint={t("place.typed_hint")} value={typed} on_input={(next) => { set_typed(next); const found = place_of(next); if (found) on_place(found); }} />
          )}
        </>
      )}
    </div>
  );
}
