import type { NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  experimental: { authInterrupts: true },
  serverExternalPackages: [
    '@zilliz/milvus2-sdk-node',
    'sharp',
    'pg',
    '@prisma/client',
    '@prisma/adapter-pg',
    'better-auth',
    'inngest',
    'pino',
    'prom-client',
  ],
};

export default config;
