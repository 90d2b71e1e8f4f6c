/** A picture that we serve ourselves, to search with it. Null when it is gone. */
export async function fetchOwnPicture(path: string): Promise<Blob | null> {
  const answer = await fetch(path).catch(() => null);
  return answer?.ok ? answer.blob() : null;
}
