# One image for all of Soko: `docker compose up` runs the whole system in one container (its CMD); in a cluster web and
# worker are the same image with commands of their own (compose.production.yaml).
# Bases are named by tag: their digest has to be read off a registry of images, which the machines that build and test
# this project do not reach. `docker buildx imagetools inspect node:24-trixie-slim` prints it; it goes behind an @.

FROM node:24-trixie-slim AS build
WORKDIR /soko
COPY package.json package-lock.json .npmrc prisma.config.ts ./
COPY tools/generate-prisma-client.mjs tools/
COPY prisma/schema.prisma prisma/
# Not `npm ci`: a registry that lacks some other platform's optional packages makes lock files it calls out of sync.
RUN npm install --no-audit --no-fund
COPY . .
# What has been built needs neither compilers, icons and fonts, which are in it, nor other systems' libraries, nor a
# second browser.
RUN npm run build \
  && npm uninstall --no-save --omit=dev --ignore-scripts --no-audit --no-fund prisma esbuild tsx \
    tailwindcss @tailwindcss/postcss lucide-react @fontsource-variable/bricolage-grotesque \
    @fontsource-variable/inter @fontsource/noto-color-emoji @sparticuz/chromium \
  && rm -rf .next/cache node_modules/onnxruntime-node/bin/napi-v*/darwin node_modules/onnxruntime-node/bin/napi-v*/win32

FROM node:24-trixie-slim
# Not pinned: Debian's stable release keeps the newest security fix of each, and no other.
# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install --yes --no-install-recommends chromium tini \
  && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production \
  NEXT_TELEMETRY_DISABLED=1 \
  CHROMIUM_PATH=/usr/bin/chromium \
  SOKO_HOME=/data
WORKDIR /soko
COPY --from=build /soko/package.json /soko/next.config.ts ./
COPY --from=build /soko/node_modules node_modules
COPY --from=build /soko/models models
COPY --from=build /soko/public public
COPY --from=build /soko/prisma/migrations prisma/migrations
COPY --from=build /soko/dist dist
COPY --from=build /soko/.next .next
RUN install --directory --owner=node --group=node --mode=700 /data
VOLUME /data
# The base's user `node`, as a number: what runs it can tell that it is not root.
USER 1000:1000
EXPOSE 3000
# A first start downloads the model.
HEALTHCHECK --interval=30s --timeout=10s --start-period=15m --retries=3 \
  CMD ["node", "-e", \
    "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/api/ready`).then(({ ok }) => process.exit(ok ? 0 : 1))"]
ENTRYPOINT ["tini", "--"]
CMD ["node", "dist/supervisor.js"]
