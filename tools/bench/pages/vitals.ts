/** What `watchVitals` leaves on the page's window. */
export interface Vitals {
  lcpMs: number;
  cls: number;
  /** The longest of each tap or key, by the browser's own number for it. */
  interactions: Record<string, number>;
}

interface LayoutShift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
}
interface EventTiming extends PerformanceEntry {
  interactionId: number;
}

/**
 * Runs in the page, before its own scripts: it may use nothing from outside. CLS is the sum of all shifts, which is
 * never less than the windowed one.
 */
export function watchVitals(): void {
  const vitals: Vitals = { lcpMs: 0, cls: 0, interactions: {} };
  (window as unknown as { sokoVitals: Vitals }).sokoVitals = vitals;
  const observe = (type: string, each: (entry: PerformanceEntry) => void, more: object = {}): void =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true, ...more });
  observe('largest-contentful-paint', (entry) => {
    vitals.lcpMs = entry.startTime;
  });
  observe('layout-shift', (entry) => {
    const shift = entry as LayoutShift;
    if (!shift.hadRecentInput) vitals.cls += shift.value;
  });
  observe(
    'event',
    (entry) => {
      const { interactionId } = entry as EventTiming;
      if (interactionId > 0)
        vitals.interactions[interactionId] = Math.max(vitals.interactions[interactionId] ?? 0, entry.duration);
    },
    { durationThreshold: 16 },
  );
}
