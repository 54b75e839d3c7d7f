import { readdir } from 'node:fs/promises'
import { extname } from 'node:path'
import { openFolder, textEndings } from './readFolder.ts'

/** How many items a folder holds by the names of its files, which are not opened; null where it cannot be read. */
export const countItemFiles = async (args: {
  contentRoot: string
  /** Relative to the content root. */
  path: string
}): Promise<number | null> => {
  try {
    const folder = await openFolder(args.contentRoot, args.path)
    if (folder === undefined) return null
    const entries = await readdir(/* turbopackIgnore: true */ folder, { withFileTypes: true })
    return entries.filter(
      (entry) =>
        entry.isFile() &&
        !entry.name.startsWith('_') &&
        textEndings.includes(extname(entry.name).toLowerCase()),
    ).length
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}
