'use client';

import 'react-image-crop/dist/ReactCrop.css';
import './crop-box.css';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { type PercentCrop, ReactCrop } from 'react-image-crop';
import type { Crop } from '@/lib/media/normalise-image';
import type { Photo } from '../photo/open-photo';
import { PHOTO } from '../photo/photo-stage';

/** How long the box lies still before it is searched with: one search for a row of arrow keys. */
const SETTLED_MS = 350;
/** A smaller part shows nothing that can be recognised. */
const SMALLEST_PX = 44;
/** Of an arrow key, in pixels on the screen; with Shift, with Ctrl. */
ReactCrop.nudgeStep = 8;
ReactCrop.nudgeStepMedium = 32;
ReactCrop.nudgeStepLarge = 96;

interface CropBoxProps {
  photo: Photo;
  crop: Crop;
  /** The box has settled somewhere else. */
  onCrop(crop: Crop): void;
}

/** The photo, and the box that says what in it is meant. By finger, by mouse, by arrow keys. */
export function CropBox({ photo, crop, onCrop }: CropBoxProps) {
  const words = useTranslations('search.crop');
  const [box, setBox] = useState(() => toPercent(crop));
  const settle = useSettled(onCrop);

  return (
    <div className="grid place-items-center rounded-2xl bg-sunken p-3 max-lg:h-full lg:p-4">
      <ReactCrop
        className="crop-box"
        crop={box}
        keepSelection
        minWidth={SMALLEST_PX}
        minHeight={SMALLEST_PX}
        onChange={(_, percent) => setBox(percent)}
        onComplete={(_, percent) => {
          if (!isSame(toFractions(percent), crop)) settle(toFractions(percent));
        }}
        onDragStart={() => settle(null)}
        ariaLabels={{
          cropArea: words('area'),
          nwDragHandle: words('corner.topLeft'),
          nDragHandle: words('corner.top'),
          neDragHandle: words('corner.topRight'),
          eDragHandle: words('corner.right'),
          seDragHandle: words('corner.bottomRight'),
          sDragHandle: words('corner.bottom'),
          swDragHandle: words('corner.bottomLeft'),
          wDragHandle: words('corner.left'),
        }}
      >
        {/* biome-ignore lint/performance/noImgElement: a photo that has not left the device */}
        <img
          src={photo.url}
          width={photo.canvas.width}
          height={photo.canvas.height}
          alt={words('photo')}
          draggable={false}
          className={PHOTO}
        />
      </ReactCrop>
    </div>
  );
}

/** Hands on the last value once no other has come for a while; null takes the waiting one back. */
function useSettled(onCrop: (crop: Crop) => void): (crop: Crop | null) => void {
  const latest = useRef(onCrop);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    latest.current = onCrop;
  }, [onCrop]);
  useEffect(() => () => clearTimeout(waiting.current), []);
  return (crop) => {
    clearTimeout(waiting.current);
    if (crop) waiting.current = setTimeout(() => latest.current(crop), SETTLED_MS);
  };
}

function toPercent({ x, y, width, height }: Crop): PercentCrop {
  return { unit: '%', x: x * 100, y: y * 100, width: width * 100, height: height * 100 };
}

/** Inside the picture, whatever was rounded on the way. */
function toFractions({ x, y, width, height }: PercentCrop): Crop {
  const left = Math.min(0.98, Math.max(0, x / 100));
  const top = Math.min(0.98, Math.max(0, y / 100));
  return { x: left, y: top, width: Math.min(1 - left, width / 100), height: Math.min(1 - top, height / 100) };
}

function isSame(a: Crop, b: Crop): boolean {
  return (['x', 'y', 'width', 'height'] as const).every((side) => Math.abs(a[side] - b[side]) < 0.004);
}
