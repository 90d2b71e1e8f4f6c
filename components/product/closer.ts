export interface Point {
  x: number;
  y: number;
}

/** The whole picture, and how near one can come to it. */
const REACH = { from: 1, to: 6 };

export const inReach = (zoom: number): number => Math.min(REACH.to, Math.max(REACH.from, zoom));

/** Where a frame at `scroll` has to be scrolled to once all in it is `by` times as large: `point` stays where it is. */
export function closer(scroll: Point, point: Point, by: number): Point {
  return { x: (scroll.x + point.x) * by - point.x, y: (scroll.y + point.y) * by - point.y };
}
