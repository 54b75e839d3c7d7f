import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { isTest } from './isTest.ts'

type Args = {
  folder: string
  /** Packages that count where a text names them, too. */
  known: string[]
}

const imports = [
  /^\s*(?:import|export)\s[\w\s{},*$]*?\bfrom\s*['"]([^'"]+)['"]/gm,
  /^\s*import\s*['"]([^'"]+)['"]/gm,
  /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g,
]

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** A package that is found as the program runs: `resolve('satori/yoga.wasm')`, `{ name: '@fontsource/inter' }`. */
const isLoaded = (text: string, name: string): boolean =>
  text.includes(`('${name}')`) ||
  text.includes(`'${name}/`) ||
  (name.startsWith('@') && text.includes(`'${name}'`))

const listFiles = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (isTest(path)) return []
    if (entry.isDirectory()) return listFiles(path)
    return /\.tsx?$/.test(path) ? [path] : []
  })

/** The packages that the sources in a folder import or name, types included, tests not. In the order of the alphabet. */
export function listPackages({ folder, known }: Args): string[] {
  const found = listFiles(folder).flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    const imported = imports.flatMap((pattern) =>
      [...text.matchAll(pattern)].map((match) => match[1]!),
    )
    return [...imported, ...known.filter((name) => isLoaded(text, name))]
  })
  const packages = found.filter((name) => !/^[./]/.test(name) && !isBuiltin(name)).map(packageOf)
  return [...new Set(packages)].sort()
}
