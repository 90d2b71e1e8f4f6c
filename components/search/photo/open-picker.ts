import { warmForPhotos } from './load-for-photos';

/** The sheet (photo-picker.tsx), and the field for files in it. */
export const PHOTO_PICKER = 'photo-picker';
export const PHOTO_FILES = 'photo-files';

/**
 * Opens the sheet without waiting for a script, as a popover; where it is known to be a desktop, the files at once.
 * For a button that has the sheet as its `popoverTarget`.
 */
export function openPicker(event: { preventDefault(): void }): void {
  warmForPhotos();
  const isTouched = window.matchMedia('(pointer: coarse)').matches;
  if (isTouched && 'popover' in HTMLElement.prototype) return;
  event.preventDefault();
  const opened = document.getElementById(isTouched ? PHOTO_PICKER : PHOTO_FILES);
  if (opened instanceof HTMLDialogElement) openWithoutPopovers(opened);
  else opened?.click();
}

/** Older browsers know no popovers, nor what the sheet's own button is to do. */
function openWithoutPopovers(sheet: HTMLDialogElement): void {
  sheet.showModal();
  sheet.querySelector('[popovertarget]')?.addEventListener('click', closePicker, { once: true });
}

export function closePicker(): void {
  const sheet = document.getElementById(PHOTO_PICKER);
  if (sheet instanceof HTMLDialogElement && sheet.open) sheet.close();
  else sheet?.hidePopover?.();
}
