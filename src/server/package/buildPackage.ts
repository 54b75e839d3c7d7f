import { copyFileSync, cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { compilePlugins } from './compilePlugins.ts'
import { isTest } from './isTest.ts'
import { listPackages } from './listPackages.ts'
import { type Manifest, makeManifest, rootManifest } from './makeManifest.ts'

type Args = {
  root: string
  /** What stands there is deleted first. */
  outDir: string
}

const tsconfig = z.object({
  compilerOptions: z.object({ paths: z.record(z.string(), z.tuple([z.string()])) }),
})

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

/**
 * Builds the plugins into `outDir` as a package of its own: each file compiled by itself, its types and style sheets
 * beside it, and a manifest made from what the sources import. The root, with the host application, is never packed.
 * Throws `BUILD_FAILED`, `PACKAGE_UNFIT`.
 */
export async function buildPackage({ root, outDir }: Args): Promise<Manifest> {
  const plugins = join(root, 'plugins')
  const rootPackage = rootManifest.parse(readJson(join(root, 'package.json')))
  const { compilerOptions } = tsconfig.parse(readJson(join(root, 'tsconfig.json')))
  const known = Object.keys({ ...rootPackage.dependencies, ...rootPackage.devDependencies })
  const manifest = makeManifest({
    root: rootPackage,
    paths: compilerOptions.paths,
    imported: listPackages({ folder: plugins, known }),
  })
  rmSync(outDir, { recursive: true, force: true })
  await compilePlugins({ root, outDir })
  cpSync(plugins, outDir, {
    recursive: true,
    filter: (path) =>
      statSync(path).isDirectory() ? !isTest(path) : /\.css$|README\.md$/.test(path),
  })
  copyFileSync(join(root, 'LICENSE'), join(outDir, 'LICENSE'))
  writeFileSync(join(outDir, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}
