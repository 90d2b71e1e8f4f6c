import { expect, test } from 'vitest';
import { productLinksHelp } from './product-links-help';

test.each([
  ['interstitial', 'WhatsApp only shows this catalogue in its app.', true],
  ['not_understood', 'WhatsApp showed the catalogue in a way that Soko cannot read.', true],
  ['blocked', 'WhatsApp turned us away for now.', true],
  ['found', 'The catalogue is longer than one visit reads.', true],
  ['found', null, false],
  ['links', null, false],
  [null, null, false],
])('a catalogue that ended as %s (%s) takes product links: %s', (outcome, detail, expected) => {
  expect(productLinksHelp({ outcome, detail })).toBe(expected);
});
