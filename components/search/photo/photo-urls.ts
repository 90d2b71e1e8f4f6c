/** How many hold each URL: a draft and the searches made with parts of the same photo share one. */
const holders = new Map<string, number>();

/** Keeps the photo behind an object URL until as many have let go of it as have held it. */
export function holdPhotoUrl(url: string): void {
  holders.set(url, (holders.get(url) ?? 0) + 1);
}

/** The browser keeps a file for as long as it has a URL: the last to let go gives the file's memory back. */
export function letPhotoUrlGo(url: string): void {
  const left = (holders.get(url) ?? 1) - 1;
  if (left > 0) {
    holders.set(url, left);
    return;
  }
  holders.delete(url);
  URL.revokeObjectURL(url);
}
