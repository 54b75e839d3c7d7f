import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import type { Plugin } from 'esbuild'
import { buildOnce } from './buildOnce.ts'
import { hashSources } from './hashSources.ts'
import { setupError } from './setupError.ts'

type Args = { root: string; onWait?: (pid: number) => void }

/** What the compiled entries are made of, and the web server too. */
export const sources = [
  'app',
  'plugins',
  'src',
  'instrumentation.ts',
  'next.config.ts',
  'package-lock.json',
  'payload.config.ts',
  'tsconfig.json',
]

/** The folder of the entries: each file there becomes a program of its own. */
const entriesOf = (root: string) => join(root, 'src', 'server', 'entries')

/** The compiled program of an entry. */
export function entryPath({ root, name }: { root: string; name: string }): string {
  return join(root, '.build', `${name}.mjs`)
}

/**
 * Compiles each entry in `src/server/entries` to `.build/<name>.mjs`, unless that is done: a worker
 * that is compiled takes half the memory of one that compiles as it runs. Throws `BUILD_FAILED`.
 */
export async function buildEntries({ root, onWait }: Args): Promise<void> {
  const hash = hashSources({ root, of: sources, except: ['app'] })
  const names = readdirSync(entriesOf(root)).map((file) => basename(file, '.ts'))
  const result = entryPath({ root, name: names[0]! })
  const wait = onWait ? { onWait } : {}
  await buildOnce({ root, name: 'entries', hash, result, ...wait }, async () => {
    const half = join(root, '.build', 'entries.new')
    rmSync(half, { recursive: true, force: true })
    await bundle({
      root,
      files: names.map((name) => join(entriesOf(root), `${name}.ts`)),
      outdir: half,
    })
    // One by one and whole: a program that runs from the old file is not disturbed.
    for (const name of names) {
      renameSync(join(half, `${name}.mjs`), entryPath({ root, name }))
    }
    rmSync(half, { recursive: true, force: true })
  })
}

/** Compiles programs into `outdir`, with the packages left outside. Throws `BUILD_FAILED`. */
export async function bundle(args: {
  root: string
  files: string[]
  outdir: string
}): Promise<void> {
  const { root, files, outdir } = args
  const { build, stop } = await import('esbuild')
  try {
    await build({
      absWorkingDir: root,
      entryPoints: files,
      outdir,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      packages: 'external',
      platform: 'node',
      target: 'node24',
      format: 'esm',
      tsconfig: join(root, 'tsconfig.json'),
      logLevel: 'silent',
      plugins: [keepPlaces(root)],
    })
  } catch (error) {
    throw setupError({
      code: 'BUILD_FAILED',
      message: `The sources don't compile: ${error instanceof Error ? error.message : error}`,
      cause: error,
    })
  } finally {
    // Else its process lives on beside ours.
    await stop()
  }
}

/**
 * In a bundle `import.meta.url` would be the bundle's place; files that stand beside their module
 * (fonts, pages) are looked for from there. This keeps each module's own place, also after the
 * whole checkout has moved.
 */
function keepPlaces(root: string): Plugin {
  return {
    name: 'keep-places',
    setup({ onLoad }) {
      onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
        if (path.includes('/node_modules/') || !existsSync(path)) return null
        const text = readFileSync(path, 'utf8')
        if (!text.includes('import.meta.')) return null
        const place = JSON.stringify(`../${relative(root, path).split('\\').join('/')}`)
        const contents = text.replace(
          /import\.meta\.(url|dirname|filename)\b/g,
          (_, part: string) =>
            part === 'url'
              ? `new URL(${place}, import.meta.url).href`
              : `process.getBuiltinModule('node:path').${part === 'dirname' ? 'dirname' : 'normalize'}(process.getBuiltinModule('node:url').fileURLToPath(new URL(${place}, import.meta.url)))`,
        )
        return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' }
      })
    },
  }
}
