/** What `run` comes to, if that is within `ms`; otherwise throws what `asError` makes of that. `run` itself goes on. */
export async function inTime<T>(
  ms: number,
  run: () => Promise<T>,
  asError: (late: Error) => Error = (late) => late,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(asError(new Error(`no answer within ${ms / 1000} s`))), ms);
  });
  try {
    return await Promise.race([run(), late]);
  } finally {
    clearTimeout(timer);
  }
}
