// A photo made small enough for a weak signal before it is sent: at most 1,600 pixels, JPEG. Redrawing also drops where and
// when the phone took it; the server drops it again.

export const longest = 1600;

/** Width and height within `most`, the sides kept in proportion. */
export function fitted(width: number, height: number, most = longest): { width: number; height: number } {
  const scale = Math.min(1, most / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

const blob_of = (canvas: HTMLCanvasElement, type: string, quality?: number): Promise<Blob> =>
  new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture"))), type, quality));

async function decoded(file: Blob): Promise<{ source: CanvasImageSource; width: number; height: number; free: () => void }> {
  if (typeof createImageBitmap === "function") {
    try {
      const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
      return { source: bitmap, width: bitmap.width, height: bitmap.height, free: () => bitmap.close() };
    } catch { /* an older browser: the way below */ }
  }
  const url = URL.createObjectURL(file);
  const image = new Image();
  image.src = url;
  await image.decode();
  return { source: image, width: image.naturalWidth, height: image.naturalHeight, free: () => URL.revokeObjectURL(url) };
}

export async function shrink(file: Blob): Promise<Blob> {
  const { source, width, height, free } = await decoded(file);
  const size = fitted(width, height);
  const canvas = document.createElement("canvas");
  canvas.width = size.width;
  canvas.height = size.height;
  const pen = canvas.getContext("2d")!;
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, size.width, size.height);
  pen.drawImage(source, 0, 0, size.width, size.height);
  free();
  return blob_of(canvas, "image/jpeg", 0.82);
}

export const png_of = (canvas: HTMLCanvasElement): Promise<Blob> => blob_of(canvas, "image/png");
