import type { NextConfig } from 'next';
import { PHASE_PRODUCTION_SERVER } from 'next/constants';

const MOST_ACTION_BYTES = 64 * 1024;

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm test` checks types of everything; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  // Writing the cache takes a third of a build; what has not changed is not built again anyway (supervisor/build).
  experimental: {
    authInterrupts: true,
    turbopackFileSystemCacheForBuild: false,
    // Next's own modules are CommonJS: what no page uses of them is 0.6 kB of every page's scripts.
    turbopackCjsTreeShaking: true,
    // The only server actions are signing in and out: an e-mail, a password. (Next's own: 1 MB.)
    serverActions: { bodySizeLimit: MOST_ACTION_BYTES },
    // Bodies sent to pages are kept whole for proxy.ts, which reads none. (Next's own: 10 MB.)
    proxyClientMaxBodySize: MOST_ACTION_BYTES,
  },
  // They load files or native code of their own at run time, which bundling breaks.
  serverExternalPackages: [
    '@aws-sdk/client-s3',
    '@opentelemetry/api',
    '@opentelemetry/exporter-trace-otlp-http',
    '@opentelemetry/resources',
    '@opentelemetry/sdk-trace',
    '@prisma/adapter-pg',
    '@prisma/client',
    '@zilliz/milvus2-sdk-node',
    'better-auth',
    'inngest',
    'pg',
    'pino',
    'prom-client',
    'sharp',
    'undici',
  ],
  // Closes /_next/image, which nothing asks for: it would keep copies of erased pictures, and costs a decoding.
  images: { unoptimized: true },
  // Those of every answer, some of them settings', are the gate's (app/server/gate.ts).
  headers: async () => [
    // Asked again each time: what an old worker serves is all that an offline shopper sees.
    { source: '/sw.js', headers: [{ key: 'Cache-Control', value: 'no-cache' }] },
    { source: '/icons/:path*', headers: [{ key: 'Cache-Control', value: 'public, max-age=86400' }] },
  ],
};

/**
 * Messages are parsed while building: the parser, 12 kB of every page's scripts, stays out of the browser. What parses
 * them is a compiler, which a server need not load, and which wants to unpack itself where an image is read-only.
 */
export default async function configFor(phase: string): Promise<NextConfig> {
  if (phase === PHASE_PRODUCTION_SERVER) return config;
  const { default: createNextIntlPlugin } = await import('next-intl/plugin');
  const withWords = createNextIntlPlugin({
    requestConfig: './app/server/page-messages.ts',
    experimental: { messages: { path: './messages', format: 'json', locales: 'infer', precompile: true } },
  });
  return withWords(config);
}
