// Our own line icons, drawn on 24 × 24 with a round 1.8 stroke. They stand beside words and say nothing themselves.

import type { staff_shapes } from "./icons_staff.ts";

const shapes = {
  shield: "M12 3l7 2.6v5.2c0 4.6-2.9 8-7 9.7-4.1-1.7-7-5.1-7-9.7V5.6zM8.8 11.8l2.3 2.3 4.2-4.4",
  heart: "M12 20S4 15 4 9.4A4.4 4.4 0 0 1 12 7a4.4 4.4 0 0 1 8 2.4C20 15 12 20 12 20z",
  box: "M4 8l8-4.2L20 8v8.2L12 20.4 4 16.2zM4 8l8 4.2L20 8M12 12.2v8.2",
  target: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 8.2a3.8 3.8 0 1 1 0 7.6 3.8 3.8 0 0 1 0-7.6zM12 12h.01",
  check: "M5 12.6l4.4 4.4L19 7.4",
  cross: "M6 6l12 12M18 6L6 18",
  right: "M9 5l7 7-7 7",
  left: "M15 5l-7 7 7 7",
  down: "M5 9l7 7 7-7",
  share: "M17 8.4a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4zM7 14.7a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4zM17 21a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 17 21zM9.4 10.7l5.2-3.2M9.4 13.3l5.2 3.2",
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  download: "M12 4v11M7 10.5l5 5 5-5M5 20h14",
  flag: "M6 21V4M6 5h11l-2.2 4L17 13H6",
  search: "M11 4.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM16 16l4.5 4.5",
  clock: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 8v4.4l3 1.8",
  alert: "M12 4l9 16H3zM12 10v4M12 17h.01",
  info: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 11v5M12 8h.01",
  menu: "M4 7h16M4 12h16M4 17h16",
  pin: "M12 21c4-4.4 6.6-7.6 6.6-11A6.6 6.6 0 0 0 5.4 10c0 3.4 2.6 6.6 6.6 11zM12 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z",
  camera: "M4 8h3.5L9 5.5h6L16.5 8H20v11H4zM12 16.5a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6z",
  coin: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM9.5 16V8h3a2.4 2.4 0 0 1 0 4.8h-3M12.6 12.8L15 16",
  people: "M9 11.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM3 19.5c.4-3.4 2.8-5.3 6-5.3s5.6 1.9 6 5.3M16 5.4a3 3 0 0 1 0 5.8M17.6 14.6c2 .7 3.1 2.4 3.4 4.9",
  cart: "M3 5h2.6l2 10.4h9.6L19.5 8H6.3M9 20h.01M16.5 20h.01",
  bank: "M4 10l8-5 8 5M5 10v8M9.7 10v8M14.3 10v8M19 10v8M3.5 20.5h17",
  undo: "M5 5v5h5M5.6 10A7.4 7.4 0 1 1 5 14.4",
  phone: "M8 3h8v18H8zM11 18h2",
  qr: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 14h2v2h-2zM14 18h2v2h-2zM18 18h2v2h-2z",
  file: "M6 3.5h8l4 4V20.5H6zM14 3.5v4h4M9 12h6M9 16h6",
  bolt: "M13 3L5 14h6l-1 7 8-11h-6z",
  wifi_off: "M4 4l16 16M8.5 15.5a5 5 0 0 1 5.4-1.1M5.4 12.2a9.4 9.4 0 0 1 4-2.3M14 9.8a9.4 9.4 0 0 1 4.6 2.4M12 19h.01",
} as const;

export type IconName = keyof typeof shapes | keyof typeof staff_shapes;
const known: Partial<Record<IconName, string>> = { ...shapes };
/** Icons that only some pages want come with those. */
export const add_icons = (more: Partial<Record<IconName, string>>): void => void Object.assign(known, more);

export function Icon({ name, class: more = "icon" }: { name: IconName; class?: string }) {
  return (
    <svg class={more} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">
      <path d={known[name]} />
    </svg>
  );
}

/** The barn. */
export function Logo() {
  return (
    <svg viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <rect width="40" height="40" rx="9" fill="#0f6b4a" />
      <path d="M20 6c1.6 6.2 6 11.4 13.4 14.2-2.2 2-6.800 3.200-13.400 3.200S8.800 22.200 6.600 20.200C14 17.400 18.400 12.200 20 6z" fill="#f2b33d" />
      <path d="M11.200 24.600h17.600l-1.500 8.200h-4.100v-4.600a3.200 3.200 0 0 0-6.400 0v4.600h-4.100z" fill="#fff" />
    </svg>
  );
}
