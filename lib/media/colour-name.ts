import type { Colour } from './colours.schema';
import type { Oklab } from './oklab';

/** Below this, colours are black, grey or white. */
const LEAST_CHROMA = 0.045;
/** Dark colours need more of it: a shadow's tint is not a colour. */
const DARK = 0.3;
const LEAST_CHROMA_IN_THE_DARK = 0.07;

/** OKLab's hues in degrees where one name ends and the next begins, from red on. */
const HUES: [until: number, name: Colour][] = [
  [12, 'pink'],
  [41, 'red'],
  [71, 'orange'],
  [112, 'yellow'],
  [168, 'green'],
  [222, 'teal'],
  [284, 'blue'],
  [336, 'purple'],
  [360, 'pink'],
];

/** What most people would call it. */
export function colourName([lightness, a, b]: Oklab): Colour {
  const chroma = Math.hypot(a, b);
  const least = lightness < DARK ? LEAST_CHROMA_IN_THE_DARK : LEAST_CHROMA;
  if (chroma < least) return greyName(lightness);
  const hue = ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
  const name = HUES.find(([until]) => hue < until)?.[1] ?? 'pink';
  return shadeOf(name, lightness, chroma);
}

function greyName(lightness: number): Colour {
  if (lightness < 0.4) return 'black';
  return lightness > 0.81 ? 'white' : 'grey';
}

/** The names that are a lighter or darker part of another hue. */
function shadeOf(name: Colour, lightness: number, chroma: number): Colour {
  switch (name) {
    case 'red':
      return lightness > 0.68 ? 'pink' : name;
    case 'pink':
      return lightness < 0.5 ? 'red' : name;
    case 'orange':
      if (lightness < 0.55 || chroma < 0.09) return lightness > 0.87 ? 'white' : 'brown';
      return name;
    case 'yellow':
      if (lightness > 0.87 && chroma < 0.07) return 'white';
      return lightness < 0.55 || chroma < 0.07 ? 'brown' : name;
    default:
      return name;
  }
}
