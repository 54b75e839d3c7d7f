import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { posix } from 'node:path'
import { openFolder } from './readFolder.ts'
import { titleOf } from './titleOf.ts'

/** So many folders are taken for series at the most. */
const mostFolders = 1_000

/** The short name of a folder: small letters, digits and hyphens. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 90)
    .replaceAll(/^-+|-+$/g, '')

export type FoundFolder = { path: string; slug: string; name: string }

const readEntries = async (contentRoot: string, watched: string): Promise<Dirent[] | undefined> => {
  try {
    const folder = await openFolder(contentRoot, watched)
    return folder === undefined
      ? undefined
      : await readdir(/* turbopackIgnore: true */ folder, { withFileTypes: true })
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}

/**
 * The folders directly below a watched one, each of which is a series; undefined where it is not there or cannot be read.
 * Hidden folders, links, and those whose names have no letter, are none.
 */
export const findFolders = async (args: {
  contentRoot: string
  /** Relative to the content root. */
  watched: string
}): Promise<FoundFolder[] | undefined> => {
  const { contentRoot, watched } = args
  const entries = await readEntries(contentRoot, watched)
  return entries
    ?.filter((entry) => entry.isDirectory() && !/^[._]/.test(entry.name))
    .map(({ name }) => ({
      path: posix.join(watched, name),
      slug: slugOf(name),
      name: titleOf(name).slice(0, 200),
    }))
    .filter(({ slug }) => slug !== '')
    .sort((a, b) => (a.slug < b.slug ? -1 : 1))
    .slice(0, mostFolders)
}
