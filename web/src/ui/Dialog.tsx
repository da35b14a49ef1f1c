// A modal dialog on the browser's own <dialog>: focus is kept inside, Escape closes it, focus returns to where it was.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "./Icon.tsx";
import { t } from "../core/i18n.ts";

export function Dialog({ open, title, on_close, children }: { open: boolean; title: string; on_close: () => void; children: ComponentChildren }) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    <dialog class="sheet" ref={ref} onClose={on_close} aria-labelledby="sheet-title" onClick={(event) => { if (event.target === ref.current) on_close(); }}>
      {open && (
        <div class="in stack">
          <div class="row between head-line">
            <h2 id="sheet-title">{title}</h2>
            <button type="button" class="menu-button no-hide" aria-label={t("act.close")} onClick={on_close}><Icon name="cross" /></button>
          </div>
          {children}
        </div>
      )}
    </dialog>
  );
}
