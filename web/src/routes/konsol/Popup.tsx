// A button that opens a form in a dialog; the form is new each time and closes the dialog when it is done.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import type { IconName } from "../../ui/Icon.tsx";

export function Popup({ label, about, title, icon, link, children }: { label: string; about?: string; title?: string; icon?: IconName; link?: boolean; children: (close: () => void) => ComponentChildren }) {
  const [open, set] = useState(false);
  const whose = about && <span class="unseen-always"> {about}</span>;
  return (
    <>
      {link ? <button type="button" class="link-btn" onClick={() => set(true)}>{label}{whose}</button> : <Button icon={icon} onClick={() => set(true)}>{label}{whose}</Button>}
      <Dialog open={open} title={title ?? label} on_close={() => set(false)}>{open && children(() => set(false))}</Dialog>
    </>
  );
}
