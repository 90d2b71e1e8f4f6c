import type { CataloguePageInput } from './catalogue-page-input';

/** Cards kept in the page by a virtualised list: more than two screens of them. */
const VIRTUAL_WINDOW = 40;

/** The page's own script: asks for more as one nears the end, and drops what is far above when virtualised. */
export function catalogueScript(phone: string, { settings, first, cdnOrigin }: CataloguePageInput): string {
  const setup = {
    phone,
    next: first.next,
    cdn: cdnOrigin,
    keep: settings.virtualised ? VIRTUAL_WINDOW : null,
  };
  return `<script>
const setup = ${JSON.stringify(setup)};
const list = document.querySelector('.list');
const inner = document.querySelector('.scroller');
const scroller = getComputedStyle(inner).overflowY === 'scroll' ? inner : document.scrollingElement;
let next = setup.next, busy = false;
function add(item) {
  const a = document.createElement('a');
  a.className = 'card'; a.href = item.href; a.setAttribute('role', 'listitem');
  const img = document.createElement('img'); img.src = setup.cdn + '/t/' + item.id + '.jpg';
  const name = document.createElement('span'); name.textContent = item.title;
  a.append(img, name); list.append(a);
}
function dropFarAbove() {
  while (setup.keep && list.children.length > setup.keep + 1) {
    list.children[0].remove(); list.children[0].remove();
    list.style.paddingTop = (parseFloat(list.style.paddingTop || '0') + 260) + 'px';
  }
}
async function more() {
  if (busy || next === null) return;
  if (scroller.scrollTop + innerHeight < scroller.scrollHeight - 800) return;
  busy = true;
  try {
    const address = '/catalog/' + setup.phone + '/products.json?cursor=' + next;
    const answer = await fetch(address, { headers: { 'x-asbd-id': '129477' } });
    if (!answer.ok) throw new Error('status ' + answer.status);
    const part = await answer.json();
    part.items.forEach(add); next = part.next; dropFarAbove();
  } catch (error) { console.warn(error); }
  busy = false;
}
addEventListener('scroll', more, { capture: true, passive: true });
new Image().src = '/tr?id=1&ev=ViewCatalog';
more();
</script>`;
}
