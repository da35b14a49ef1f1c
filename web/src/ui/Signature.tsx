// A pad to sign on with a finger. Whoever cannot draw uses a photo of the signed form instead: both are offered side by side.
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "./Button.tsx";
import { t } from "../core/i18n.ts";
import { png_of } from "../core/picture.ts";

const wide = 640, high = 260;

export function Signature({ on_done }: { on_done: (picture: Blob) => void }) {
  const ref = useRef<HTMLCanvasElement>(null);
  const [drawn, set_drawn] = useState(false);
  const clear = (): void => {
    const pen = ref.current?.getContext("2d");
    if (!pen) return;
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, wide, high);
    set_drawn(false);
  };
  useEffect(() => {
    const pad = ref.current!;
    const pen = pad.getContext("2d")!;
    clear();
    pen.lineWidth = 4;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = "#0b2a5b";
    let last: [number, number] | null = null;
    const at = (event: PointerEvent): [number, number] => {
      const box = pad.getBoundingClientRect();
      return [((event.clientX - box.left) * wide) / box.width, ((event.clientY - box.top) * high) / box.height];
    };
    const down = (event: PointerEvent): void => { pad.setPointerCapture(event.pointerId); last = at(event); event.preventDefault(); };
    const move = (event: PointerEvent): void => {
      if (!last) return;
      const next = at(event);
      pen.beginPath();
      pen.moveTo(...last);
      pen.lineTo(...next);
      pen.stroke();
      last = next;
      set_drawn(true);
    };
    const up = (): void => { last = null; };
    pad.addEventListener("pointerdown", down);
    pad.addEventListener("pointermove", move);
    pad.addEventListener("pointerup", up);
    pad.addEventListener("pointercancel", up);
  }, []);
  return (
    <div class="stack-s">
      <canvas ref={ref} class="pad" width={wide} height={high} role="img" aria-label={t("sign.pad")} />
      <div class="row">
        <Button icon="check" aria-disabled={!drawn || undefined} onClick={async () => { if (drawn && ref.current) { on_done(await png_of(ref.current)); clear(); } }}>{t("sign.use")}</Button>
        <Button kind="plain" icon="undo" onClick={clear}>{t("sign.clear")}</Button>
      </div>
    </div>
  );
}
