import { z } from 'zod'
import { setupError } from '../setupError.ts'

const versions = z.record(z.string(), z.string())

export const rootManifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  dependencies: versions,
  devDependencies: versions,
})

export type Manifest = {
  name: string
  version: string
  description: string
  license: string
  type: 'module'
  engines: { node: string }
  exports: Record<string, string | { types: string; default: string }>
  sideEffects: string[]
  dependencies: Record<string, string>
  peerDependencies: Record<string, string>
  peerDependenciesMeta: Record<string, { optional: true }>
}

type Args = {
  root: z.output<typeof rootManifest>
  /** `paths` of tsconfig.json: under which names the plugins are imported in this repository. */
  paths: Record<string, [string]>
  /** What the plugins import. */
  imported: string[]
}

/** What an application has already, and must have once only, in its own version. */
const ofTheHost: Record<string, string> = {
  graphql: '^16.8.1',
  next: '>=15.4.11 <17',
  react: '^19.0.0',
  sharp: '>=0.34.0 <0.36.0',
}

/**
 * Peers that nobody is asked to install. The two of Payload come with its database adapter and its panel; asked for by
 * name, npm takes their newest version, which wants the newest Payload. Most machines have an FFmpeg of their own.
 */
const optional = ['@ffmpeg-installer/ffmpeg', '@payloadcms/drizzle', '@payloadcms/translations']

const rangeOf = (name: string, version: string): string | undefined => {
  if (name === 'payload' || name.startsWith('@payloadcms/') || optional.includes(name)) {
    return `^${version}`
  }
  return ofTheHost[name]
}

/**
 * The manifest of the package: what the plugins import comes with it in the version that is tested here, but for what
 * belongs to the application. Throws `PACKAGE_UNFIT` for an import that is none of the root's `dependencies`.
 */
export function makeManifest({ root, paths, imported }: Args): Manifest {
  const { name, version, license, dependencies: tested } = root
  const needed = imported.filter((one) => one !== name)
  const missing = needed.filter((one) => !tested[one])
  if (missing.length > 0) {
    throw setupError({
      code: 'PACKAGE_UNFIT',
      message: `The plugins import ${missing.join(' and ')}: list what they need under "dependencies" in package.json, not under "devDependencies".`,
    })
  }
  const isPeer = (one: string) => rangeOf(one, tested[one]!) !== undefined
  return {
    name,
    version,
    description:
      'Payload plugins for agencies that publish for many clients: nothing published twice, nothing silently lost, every delay with a reason.',
    license,
    type: 'module',
    engines: { node: '>=22.12.0' },
    exports: {
      ...Object.fromEntries(
        Object.entries(paths)
          .filter(([path]) => path === name || path.startsWith(`${name}/`))
          .map(([path, [file]]) => [`.${path.slice(name.length)}`, compiled(file)]),
      ),
      './package.json': './package.json',
    },
    sideEffects: ['**/*.css'],
    dependencies: Object.fromEntries(
      needed.filter((one) => !isPeer(one)).map((one) => [one, tested[one]!]),
    ),
    peerDependencies: Object.fromEntries(
      needed.filter(isPeer).map((one) => [one, rangeOf(one, tested[one]!)!]),
    ),
    peerDependenciesMeta: Object.fromEntries(
      needed.filter((one) => optional.includes(one)).map((one) => [one, { optional: true }]),
    ),
  }
}

/** Where a source file stands in the package, as types and as code. */
function compiled(source: string) {
  const place = source.replace(/^\.\/plugins\//, './').replace(/\.tsx?$/, '')
  return { types: `${place}.d.ts`, default: `${place}.js` }
}
