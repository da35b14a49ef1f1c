// A picture as staff may see it: whole. Where the whole one is not given, the public mosaic stands there and says so.
import { useState } from "preact/hooks";
import { t } from "../../core/i18n.ts";
import { public_picture, staff_picture } from "../../core/console.ts";

export function StaffPicture({ hash, alt, on_whole }: { hash: string; alt: string; on_whole?: (whole: boolean) => void }) {
  const [mosaic, set] = useState(false);
  return (
    <figure class="staff-picture">
      <a href={mosaic ? public_picture(hash, "full") : staff_picture(hash)} target="_blank" rel="noopener">
        <img class="photo" src={mosaic ? public_picture(hash, "full") : staff_picture(hash)} alt={alt} width={640} height={480} loading="lazy"
          onLoad={() => on_whole?.(!mosaic)} onError={() => { set(true); on_whole?.(false); }} />
      </a>
      {mosaic && <figcaption class="small hush">{t("con.mosaic")}</figcaption>}
    </figure>
  );
}
