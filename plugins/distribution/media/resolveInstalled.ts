import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * The path of a file of an installed package, such as `@fontsource/inter/unicode.json`, looked for from this file and
 * from the folder in which the application was started.
 *
 * @throws Node's `MODULE_NOT_FOUND` where the package is not installed
 */
export const resolveInstalled = (name: string): string => {
  const application = pathToFileURL(join(process.cwd(), 'package.json')).href
  try {
    return requireFrom(import.meta.url).resolve(name)
  } catch {
    // A bundle may lie, or say that it lies, where no package can be seen.
    return requireFrom(application).resolve(name)
  }
}

/**
 * An installed CommonJS package, loaded past any bundler.
 *
 * @throws what the package throws as it loads; Node's `MODULE_NOT_FOUND`
 */
export const loadInstalled = (name: string): unknown => {
  const path = resolveInstalled(name)
  return requireFrom(path)(path)
}

/**
 * Node's own `createRequire` is fetched at run time: bundlers that see it imported take its calls for theirs, and break
 * on names that are put together as the program runs.
 */
const requireFrom = (place: string) => process.getBuiltinModule('node:module').createRequire(place)
