import { type ComponentType, lazy } from 'react';

/**
 * A part whose script is fetched once it is shown, for what few people need. Only for what nobody sees before a script
 * has run: what stands in the page's HTML would go again until its script came, and move what is around it. What cannot
 * be fetched is done without, or by `instead`: on a bad line the rest of the page must stay.
 */
export function loadLater<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  instead: ComponentType<Props> = Nothing,
) {
  return lazy(() =>
    load().then(
      (part) => ({ default: part }),
      () => ({ default: instead }),
    ),
  );
}

function Nothing(): null {
  return null;
}
