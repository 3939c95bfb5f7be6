# The Node version is the one that package.json pins.
ARG NODE_IMAGE=node:24.21.0-slim

# What npm needs to know, and nothing that changes with every line of code.
FROM ${NODE_IMAGE} AS manifests
WORKDIR /patchbay
COPY package.json package-lock.json ./
COPY apps/agent/package.json apps/agent/
COPY apps/bff/package.json apps/bff/
COPY apps/console/package.json apps/console/
COPY packages/applications/package.json packages/applications/
COPY packages/contracts/package.json packages/contracts/
COPY packages/sandbox/package.json packages/sandbox/
COPY packages/ssh/package.json packages/ssh/

FROM manifests AS built
RUN npm ci --include=dev --ignore-scripts --no-audit --no-fund
COPY tsconfig.base.json LICENSE ./
COPY scripts scripts
COPY packages packages
COPY apps/agent apps/agent
COPY apps/console apps/console
RUN npm run build

FROM manifests
ENV NODE_ENV=production
RUN npm ci --omit=dev --workspace=@patchbay/bff --ignore-scripts --no-audit --no-fund && npm cache clean --force
COPY packages packages
COPY apps/bff apps/bff
COPY --from=built /patchbay/apps/console/dist apps/console/dist
COPY --from=built /patchbay/apps/agent/dist apps/agent/dist
RUN install -d -m 0700 -o node -g node /data

USER node
ENV PATCHBAY_HOST=0.0.0.0 PATCHBAY_DATA_DIR=/data
VOLUME /data
EXPOSE 4600 4622
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PATCHBAY_PORT || 4600) + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is the first process, so SIGTERM reaches it.
CMD ["node", "apps/bff/src/main.ts"]
