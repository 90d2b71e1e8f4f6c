import type { Instrumentation } from 'next';

/** Once per process, before the first request. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: Next's own mark of where this is built for; it is no setting
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startWeb } = await import('@/app/server/start-web');
  startWeb();
}

export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  // biome-ignore lint/style/noProcessEnv: as above
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { isClientGone } = await import('@/app/server/client-gone');
  if (isClientGone(error)) return;
  const { pathForLog } = await import('@/app/server/path-for-log');
  const { logger } = await import('@/app/wiring/process');
  logger().error({ err: error, path: pathForLog(request.path), method: request.method }, 'page failed');
};
