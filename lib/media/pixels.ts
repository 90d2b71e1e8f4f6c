/** A decoded picture: upright, sRGB, three bytes a pixel, row by row. */
export interface Pixels {
  data: Uint8Array;
  width: number;
  height: number;
}

/** Their Content-Type on the way from one process of ours to another: nothing is left to decode there. */
export function pixelsType({ width, height }: Pixels): string {
  return `image/x-rgb; width=${width}; height=${height}`;
}

/** Null for any other type, and where the bytes are not as many as their type says. */
export function readPixels(contentType: string, data: Uint8Array): Pixels | null {
  const [, width, height] = (/^image\/x-rgb; width=(\d{1,5}); height=(\d{1,5})$/.exec(contentType) ?? []).map(Number);
  if (width === undefined || height === undefined) return null;
  return data.byteLength > 0 && data.byteLength === width * height * 3 ? { data, width, height } : null;
}
