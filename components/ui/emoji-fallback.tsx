'use client';

import { useEffect } from 'react';

const SIZE = 24;

/** Looks once whether this device can draw emoji in colour; if not, the page's own font for them is used. */
export function EmojiFallback() {
  useEffect(() => {
    if (!drawsEmoji()) document.documentElement.dataset.emoji = 'none';
  }, []);
  return null;
}

/** A missing glyph is a box in the text's own black. */
function drawsEmoji(): boolean {
  const canvas = document.createElement('canvas');
  canvas.width = SIZE;
  canvas.height = SIZE;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return true;
  context.textBaseline = 'top';
  context.font = `${SIZE - 4}px sans-serif`;
  context.fillText('🔥', 0, 0);
  const { data } = context.getImageData(0, 0, SIZE, SIZE);
  for (let i = 0; i < data.length; i += 4) if (Math.abs((data[i] ?? 0) - (data[i + 2] ?? 0)) > 40) return true;
  return false;
}
