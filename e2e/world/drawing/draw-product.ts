import { Random } from '@/e2e/world/sellers/random';
import { drawBackground } from './backgrounds';
import { castShadow, type Drawing, type DrawKind, SHADES, type Stance } from './brush';
import { drawBackpack, drawHandbag, drawKiondo } from './kinds/bags';
import { drawEarrings, drawNecklace } from './kinds/beadwork';
import { drawBedsheet, drawFabric, drawHeadwrap } from './kinds/cloths';
import { drawHeadphones, drawPhone, drawPhoneCase, drawWatch } from './kinds/gadgets';
import { drawDress, drawKidsSet, drawShirt, drawSkirt } from './kinds/garments';
import { drawKettle, drawMug, drawPerfume, drawSufuria, drawThermos } from './kinds/kitchen';
import { drawHeels, drawSandals, drawSneakers } from './kinds/shoes';
import { paletteOf } from './palette';
import { printDefs } from './print';
import type { Kind, ProductLook } from './product-look';
import { drawProps } from './props';
import { settledView, type ViewVariation } from './view';

const KIND_DRAWERS: Record<Kind, DrawKind> = {
  dress: drawDress,
  shirt: drawShirt,
  skirt: drawSkirt,
  'kids-set': drawKidsSet,
  headwrap: drawHeadwrap,
  fabric: drawFabric,
  bedsheet: drawBedsheet,
  sneakers: drawSneakers,
  sandals: drawSandals,
  heels: drawHeels,
  handbag: drawHandbag,
  backpack: drawBackpack,
  kiondo: drawKiondo,
  sufuria: drawSufuria,
  mug: drawMug,
  kettle: drawKettle,
  thermos: drawThermos,
  phone: drawPhone,
  'phone-case': drawPhoneCase,
  headphones: drawHeadphones,
  watch: drawWatch,
  earrings: drawEarrings,
  necklace: drawNecklace,
  perfume: drawPerfume,
};

/**
 * A product as SVG of 800 × 800, the same for the same look and view on every machine. Without a view it has the one
 * its seed gives it; another view is another photograph of the same thing.
 */
export function drawProductSvg(look: ProductLook, view?: ViewVariation): string {
  const { chance, drawing, defs } = drawThing(look);
  const { scale, rotation, offsetX, offsetY, light, warmth, props } = settledView(look, drawing.stance, view);
  const [fixed, size] = [drawing.stance === 'standing' ? 640 : 400, scale * (drawing.zoom ?? 1)];
  const placed =
    `translate(${offsetX} ${offsetY}) rotate(${rotation} 400 400) translate(400 ${fixed}) ` +
    `scale(${size.toFixed(3)}) translate(-400 ${-fixed})`;
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800" viewBox="0 0 800 800">',
    defs,
    drawBackground(look.background, drawing.stance, chance(`backdrop ${look.background}`)),
    props ? drawProps(drawing.stance, chance('props')) : '',
    `<g transform="${placed}">${shadow(drawing, light)}${drawing.body}</g>`,
    lighting(light, warmth),
    '</svg>',
  ].join('');
}

/**
 * The product and nothing behind it, as SVG elements for a canvas of 800 × 800 in somebody else's picture.
 * `look`'s own picture shows the very same thing.
 */
export function drawProductAlone(look: ProductLook): { stance: Stance; elements: string } {
  const { drawing, defs } = drawThing(look);
  return { stance: drawing.stance, elements: defs + drawing.body };
}

function drawThing(look: ProductLook) {
  // A stream of chance for each concern: the backdrop's draws never change the product's cut.
  const chance = (concern: string) => new Random(`${concern} ${look.seed} ${look.kind} ${look.colour} ${look.pattern}`);
  const palette = paletteOf(look.colour, chance('palette'));
  const drawing = KIND_DRAWERS[look.kind]({ palette, random: chance('cut') });
  const defs = `<defs>${SHADES}${printDefs(look.pattern, palette, chance('print'))}${drawing.defs ?? ''}</defs>`;
  return { chance, drawing, defs };
}

/** Away from the light. What stands darkens the surface under it. */
function shadow({ outline, feet }: Drawing, light: number): string {
  const dx = -light * 16;
  const cast = outline ? castShadow(outline, dx) : '';
  const contact = (feet ?? [])
    .map(
      ({ x, y, width }) =>
        `<ellipse cx="${(x + dx * 2.4).toFixed(1)}" cy="${y + 4}" rx="${width * 0.66}" ry="${width * 0.1}" ` +
        'fill="url(#contact)" fill-opacity=".6"/>' +
        `<ellipse cx="${x}" cy="${y}" rx="${width * 0.52}" ry="${width * 0.055}" fill="url(#contact)"/>`,
    )
    .join('');
  return cast + contact;
}

function lighting(light: number, warmth: number): string {
  const side = (0.5 - light * 0.4).toFixed(2);
  const tint = warmth >= 0 ? '#ff9d3c' : '#3c7dff';
  return (
    `<defs><radialGradient id="lamp" cx="${side}" cy=".22" r=".95">` +
    '<stop offset="0" stop-color="#fff" stop-opacity=".16"/>' +
    '<stop offset=".5" stop-color="#fff" stop-opacity="0"/>' +
    '<stop offset="1" stop-color="#12081c" stop-opacity=".3"/></radialGradient></defs>' +
    '<rect x="0" y="0" width="800" height="800" fill="url(#lamp)"/>' +
    `<rect x="0" y="0" width="800" height="800" fill="${tint}" ` +
    `fill-opacity="${Math.abs(warmth * 0.09).toFixed(3)}"/>`
  );
}
