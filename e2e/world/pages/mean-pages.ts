import type { MeanCatalogue } from '@/e2e/world/quirks/catalogue';

/** Each takes what it can of the browser that opens it, up to a bound: somebody may run them by hand. */
const SCRIPTS: Record<Exclude<MeanCatalogue, 'endless-document'>, string> = {
  windows: `
    const big = () => Array.from({ length: 20 }, () => new Uint8Array(4e6).fill(1));
    if (location.hash === '#again') window.kept = big();
    let opened = 0;
    const more = setInterval(() => {
      if (opened++ > 100) return clearInterval(more);
      window.open(location.pathname + '#again', '_blank');
      Object.assign(document.createElement('a'), { href: location.pathname + '#again', target: '_blank' }).click();
      const form = Object.assign(document.createElement('form'), { action: location.pathname, target: '_blank' });
      document.body.append(form); form.submit();
    }, 20);`,
  memory: `
    window.kept = [];
    const more = () => {
      if (kept.length >= 200) return;
      kept.push(new Uint8Array(64e6).fill(kept.length + 1));
      setTimeout(more, 20);
    };
    more();`,
  heap: `
    window.kept = [];
    const more = () => { for (let i = 0; i < 2e5; i++) kept.push({ i, text: 'x' + i }); setTimeout(more, 0); };
    more();`,
  spin: 'setTimeout(() => { for (;;); }, 300);',
  workers: `
    const takes = 'const kept = []; for (let i = 0; i < 20; i++) kept.push(new Uint8Array(2e6).fill(1)); for (;;);';
    const code = URL.createObjectURL(new Blob([takes]));
    for (let i = 0; i < 1000; i++) setTimeout(() => new Worker(code), i * 10);`,
  iframes: `
    const takes = 'const kept = []; for (let i = 0; i < 20; i++) kept.push(new Uint8Array(2e6).fill(1));';
    for (let i = 0; i < 1000; i++) setTimeout(() => {
      const frame = document.createElement('iframe');
      frame.srcdoc = '<script>' + takes + '<\\/script>';
      if (i % 2) frame.sandbox = 'allow-scripts';
      document.body.append(frame);
    }, i * 10);`,
  // What a page gives away is held by the browser itself: ending its tab frees nothing.
  blobs: `
    window.kept = [];
    const more = () => {
      if (kept.length >= 200) return;
      kept.push(new Blob([new Uint8Array(32e6).fill(kept.length)]));
      setTimeout(more, 30);
    };
    more();`,
  'push-state': `
    setInterval(() => {
      for (let i = 0; i < 1e4; i++) try { history.pushState({ i }, '', '?' + Math.random()); } catch {}
    }, 1);`,
  redirects: "setTimeout(() => location.replace('?' + Math.random()), 5);",
  dialogs: 'setTimeout(() => { for (;;) { alert(1); confirm(2); prompt(3); } }, 100); onbeforeunload = () => 1;',
  console: `
    const text = 'x'.repeat(3e7);
    setInterval(() => console.log(text, text, text), 50);`,
  answers: `
    const native = document.querySelectorAll;
    const text = 'x'.repeat(5e7);
    document.querySelectorAll = function (what) {
      return /href/.test(what) ? { length: text + text } : native.call(this, what);
    };
    window.sokoLinks = { length: 1, splice: () => [text, text, text] };`,
};

/** A new product every now and then: whoever reads the list stays. */
const NEVER_OVER = `
  let product = 1e15;
  setInterval(() => {
    const href = '/p/' + product++ + location.pathname.replace('/catalog', '');
    document.body.append(Object.assign(document.createElement('a'), { href }));
  }, 200);`;

export function meanPage(does: Exclude<MeanCatalogue, 'endless-document'>): string {
  return (
    '<!DOCTYPE html><html><head><title>Catalog</title></head><body><h1>Catalog</h1>' +
    `<script>${NEVER_OVER}${SCRIPTS[does]}</script></body></html>`
  );
}

/** Goes on for as long as somebody reads, a megabyte of elements at a time. */
export function* endlessDocument(): Generator<Buffer> {
  yield Buffer.from('<!DOCTYPE html><html><head><title>Catalog</title></head><body>');
  const part = Buffer.from('<p class="x"><b>more</b> and more</p>'.repeat(28_000));
  for (;;) yield part;
}
