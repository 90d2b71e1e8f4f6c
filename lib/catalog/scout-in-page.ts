/** What runs inside the catalogue page: functions sent to the browser as text, with nothing from around them. */

/** Links to products, collected as they are added: a list that drops what was scrolled past loses nothing. */
export function installCollector(): void {
  const links: string[] = [];
  const take = (node: Node): void => {
    if (!(node instanceof Element)) return;
    const anchors = node.matches('a[href]')
      ? [node, ...node.querySelectorAll('a[href]')]
      : node.querySelectorAll('a[href]');
    for (const anchor of anchors) {
      const href = anchor.getAttribute('href') ?? '';
      if (/\/(?:p|product)\/\d/i.test(href) && links.length < 100_000) links.push(href);
    }
  };
  new MutationObserver((records) => {
    for (const record of records) {
      if (record.type === 'attributes') take(record.target);
      for (const node of record.addedNodes) take(node);
    }
  }).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['href'] });
  Object.assign(window, { sokoLinks: links });
}

/** Scrolls on and waits until links were added or the time is up. `step`: 'end', or a share of the screen. */
export async function scrollAndCollect({ step, waitMs }: { step: 'top' | 'end' | number; waitMs: number }): Promise<{
  links: string[];
  anchors: number;
  atEnd: boolean;
}> {
  // Put there by installCollector.
  const links = (window as unknown as { sokoLinks?: string[] }).sokoLinks ?? [];
  const targets = new Set<Element>();
  if (document.scrollingElement !== null) targets.add(document.scrollingElement);
  let element = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
  for (; element !== null; element = element.parentElement) {
    if (element.scrollHeight > element.clientHeight + 40 && /auto|scroll/.test(getComputedStyle(element).overflowY))
      targets.add(element);
  }
  let atEnd = true;
  for (const target of targets) {
    const view = Math.min(target.clientHeight, innerHeight);
    if (step === 'top') target.scrollTop = 0;
    else target.scrollTop = step === 'end' ? target.scrollHeight : target.scrollTop + view * step;
    // Lists that look at events rather than at positions.
    target.dispatchEvent(new Event('scroll', { bubbles: true }));
    if (target.scrollTop + view < target.scrollHeight - 2) atEnd = false;
  }
  const until = performance.now() + waitMs;
  while (links.length === 0 && performance.now() < until) await new Promise((wake) => setTimeout(wake, 20));
  return {
    links: links.splice(0),
    anchors: document.querySelectorAll('a[href*="/p/"],a[href*="/product/"]').length,
    atEnd,
  };
}

/** The data that the page carries in its scripts. */
export function embeddedJson(): string[] {
  const texts: string[] = [];
  let size = 0;
  for (const script of document.querySelectorAll('script:not([src])')) {
    const text = script.textContent ?? '';
    if (!/product|catalog/i.test(text) || size + text.length > 8_000_000) continue;
    size += text.length;
    texts.push(text);
  }
  return texts;
}

/** What the page says to a person. */
export function readEvidence(): { title: string; text: string; appLinks: number } {
  return {
    title: document.title.slice(0, 300),
    // biome-ignore lint/performance/useDomNodeTextContent: what a person sees is wanted, not the text of scripts.
    text: (document.body?.innerText ?? '').slice(0, 5_000),
    appLinks: document.querySelectorAll('a[href^="whatsapp:"],a[href^="intent:"]').length,
  };
}
