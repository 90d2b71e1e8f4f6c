import { type ComponentType, lazy } from 'react';

/**
 * A part whose script is fetched once it is shown, for what few people need. Only for what nobody sees before a script
 * has run: what stands in the page's HTML would go again until its script came, and move what is around it. What cannot
 * be fetched is done without: on a bad line the rest of the page must stay.
 */
export function loadLater<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  return lazy(() =>
    load().then(
      (part) => ({ default: part }),
      (): { default: ComponentType<Props> } => ({ default: Nothing }),
    ),
  );
}

function Nothing(): null {
  return null;
}
