// A QR code drawn here from its payload, so it also shows when the picture cannot be fetched.
import { useMemo } from "preact/hooks";
import { qr_path } from "../core/qr.ts";

export function Qr({ payload, label }: { payload: string; label: string }) {
  const { path, box } = useMemo(() => qr_path(payload), [payload]);
  return (
    <div class="qr">
      <svg viewBox={`0 0 ${box} ${box}`} role="img" aria-label={label} shape-rendering="crispEdges"><rect width={box} height={box} fill="#fff" /><path d={path} fill="#000" /></svg>
    </div>
  );
}
