/** What is looked at: all of a page, or only what lies above the rest of it. */
export interface LayoutQuestion {
  within: string;
}

/**
 * Runs in the page, so it holds everything it needs. What of a page slides sideways, is cut, or lies under something
 * else, told by boxes: an ellipsis and a shelf that scrolls by itself are meant.
 */
export function layoutFaults({ within }: LayoutQuestion): string[] {
  const SLACK = 1.5;
  const faults = new Set<string>();
  const { innerWidth, innerHeight } = window;

  const nameOf = (element: Element): string => {
    const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().replace(/\s+/g, ' ');
    const id = element.id ? `#${element.id}` : '';
    return `${element.tagName.toLowerCase()}${id} “${[...words].slice(0, 40).join('')}”`;
  };
  /** Clipped away to nothing: for ears only, until it is reached by keyboard. */
  const forEars = [...document.querySelectorAll('[class*=sr-only]')].filter(
    (element) => getComputedStyle(element).clipPath === 'inset(50%)',
  );
  const isSeen = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true }) &&
    !element.closest('[inert]') &&
    !forEars.some((one) => one.contains(element));
  const isTiny = ({ width, height }: DOMRect): boolean => width <= 2 || height <= 2;

  const slides = (document.scrollingElement?.scrollWidth ?? 0) - innerWidth;
  if (slides > 0) faults.add(`the page slides by ${slides} px`);

  const isShortened = (element: Element): boolean => {
    const { textOverflow, webkitLineClamp } = getComputedStyle(element);
    return textOverflow === 'ellipsis' || webkitLineClamp !== 'none';
  };

  /** Where something ends, by the boxes that it stands in: whoever scrolls or means to shorten may. */
  const lookAt = (box: DOMRect, first: Element, what: string): void => {
    let [hasSide, hasEnd] = [true, true];
    let position = getComputedStyle(first).position;
    for (
      let outer = first;
      outer !== document.documentElement;
      outer = outer.parentElement ?? document.documentElement
    ) {
      const style = getComputedStyle(outer);
      // What is out of the flow is cut by what it hangs on only.
      const isHolder = style.position !== 'static' || style.transform !== 'none' || style.containerType !== 'normal';
      const isPassedBy = outer !== first && (position === 'fixed' || (position === 'absolute' && !isHolder));
      if (!isPassedBy) {
        const edge = outer.getBoundingClientRect();
        if (isTiny(edge) && style.overflow !== 'visible' && style.display !== 'contents') return;
        if (/auto|scroll/.test(style.overflowX)) hasSide = false;
        if (/auto|scroll/.test(style.overflowY)) hasEnd = false;
        if (isShortened(outer)) return;
        const over = Math.max(box.right - edge.right, edge.left - box.left);
        if (hasSide && /hidden|clip/.test(style.overflowX) && over > SLACK)
          faults.add(`${what} is cut at a side by ${nameOf(outer)}`);
        const under = Math.max(box.bottom - edge.bottom, edge.top - box.top);
        if (hasEnd && /hidden|clip/.test(style.overflowY) && under > SLACK)
          faults.add(`${what} is cut above or below by ${nameOf(outer)}`);
        if (outer !== first) position = style.position;
      }
      if (style.position === 'fixed') {
        if (hasEnd && (box.bottom > innerHeight + SLACK || box.top < -SLACK))
          faults.add(`${what} is out of the window`);
        break;
      }
    }
    if (hasSide && (box.right > innerWidth + SLACK || box.left < -SLACK)) faults.add(`${what} is beyond the window`);
  };

  const roots = [...document.querySelectorAll(within)];
  for (const root of roots) {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const { parentElement, textContent } = node;
      if (!parentElement || !textContent?.trim() || !isSeen(parentElement)) continue;
      if (parentElement.closest('script, style, noscript, option, textarea, svg')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const what = `the text “${[...textContent.trim()].slice(0, 40).join('')}”`;
      const holder = parentElement.closest('a, button, summary');
      const held = holder && getComputedStyle(holder).display !== 'inline' ? holder.getBoundingClientRect() : null;
      for (const box of range.getClientRects()) {
        if (isTiny(box)) continue;
        lookAt(box, parentElement, what);
        if (held && !isShortened(parentElement) && (box.left < held.left - SLACK || box.right > held.right + SLACK))
          faults.add(`${what} runs out of what is pressed`);
      }
    }
  }

  const PRESSED = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=option], [tabindex="0"]';
  const pressed = roots.flatMap((root) => [...root.querySelectorAll<HTMLElement>(PRESSED)]);
  /** What holds of the first in a list holds of the others, and each is scrolled to. */
  const ONE_OF_MANY = 'ol > li:nth-child(n + 9):not(:last-child)';
  const pen = document.createElement('canvas').getContext('2d');
  for (const element of pressed) {
    const whole = element.getBoundingClientRect();
    if (!isSeen(element) || isTiny(whole)) continue;
    lookAt(whole, element, nameOf(element));

    const style = getComputedStyle(element);
    const shown =
      element instanceof HTMLSelectElement
        ? element.selectedOptions[0]?.text
        : element instanceof HTMLInputElement && element.value === ''
          ? element.placeholder
          : undefined;
    if (shown && pen && style.textOverflow !== 'ellipsis') {
      pen.font = style.font;
      const room = element.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
      if (pen.measureText(shown).width > room + SLACK) faults.add(`“${shown}” does not fit into ${nameOf(element)}`);
    }

    if (style.pointerEvents === 'none' || element.closest(ONE_OF_MANY)) continue;
    element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const box = element.getClientRects()[0];
    if (!box) continue;
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const top = document.elementFromPoint(x, y);
    const isLabelled = top?.closest('label')?.control === element;
    if (top === null) faults.add(`${nameOf(element)} cannot be brought into the window`);
    else if (!element.contains(top) && !isLabelled) faults.add(`${nameOf(element)} lies under ${nameOf(top)}`);
  }
  window.scrollTo({ top: 0, behavior: 'instant' });
  return [...faults];
}
