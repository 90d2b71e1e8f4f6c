interface PicturedProduct {
  productId: string;
  imageUrl: string | null;
  imageHash: string | null;
}

/** Where moderators see the picture that the model saw; null: there is none. Another picture has another address. */
export function judgedPictureLink({ productId, imageUrl, imageHash }: PicturedProduct): string | null {
  if (imageHash !== null) return `/api/review/pictures/${productId}?hash=${imageHash}`;
  return imageUrl === null ? null : `/api/review/pictures/${productId}`;
}
