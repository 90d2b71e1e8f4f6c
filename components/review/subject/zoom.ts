/** How a picture is seen through its frame: `scale` times as large, its top left at `x`, `y` (pixels, never inside). */
export interface View {
  scale: number;
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

export const WHOLE: View = { scale: 1, x: 0, y: 0 };
export const CLOSE = 2.5;
const CLOSEST = 8;

/** What is under `at` stays there. */
export function zoomed(view: View, scale: number, at: Point, frame: Size): View {
  const next = Math.min(CLOSEST, Math.max(1, scale));
  const ratio = next / view.scale;
  return within({ scale: next, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio }, frame);
}

export function moved(view: View, by: Point, frame: Size): View {
  return within({ ...view, x: view.x + by.x, y: view.y + by.y }, frame);
}

/** No empty edge shows. */
function within({ scale, x, y }: View, { width, height }: Size): View {
  const keep = (value: number, size: number) => Math.min(0, Math.max(size - size * scale, value));
  return { scale, x: keep(x, width), y: keep(y, height) };
}
