/** Text as it is made, piece by piece, no faster than it is read. Who stops reading ends the making. */
export function streamText(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      for (;;) {
        const next = await pieces.next();
        if (next.done) return controller.close();
        if (next.value !== '') return controller.enqueue(encoder.encode(next.value));
      }
    },
    cancel: async () => void (await pieces.return(undefined)),
  });
}
