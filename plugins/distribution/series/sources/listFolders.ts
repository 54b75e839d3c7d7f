import { countItemFiles } from './countItemFiles.ts'
import { type FoundFolder, findFolders } from './findFolders.ts'
import { type SourceLimits, withEach, within } from './sourceLimits.ts'

type Args = {
  contentRoot: string
  /** Relative to the content root. */
  watched: string
  limits: SourceLimits
}

/** `items`: by the names of its files; null where the folder cannot be read, or not in time. */
type ListedFolder = FoundFolder & { items: number | null }

type FolderList = {
  folders: ListedFolder[]
  /** Why they cannot be told, or not all of their items: `FOLDER_UNREADABLE`, `SOURCE_SLOW`. */
  problem: { code: 'FOLDER_UNREADABLE' | 'SOURCE_SLOW'; message: string } | null
}

const slow = (watched: string): FolderList['problem'] => ({
  code: 'SOURCE_SLOW',
  message: `The watched folder "${watched}" does not answer in time. See that its disk is mounted and well, then look again.`,
})

/** The folders below a watched one, with how many items each holds, in the time that one source has. */
export const listFolders = async ({ contentRoot, watched, limits }: Args): Promise<FolderList> => {
  const time = { ms: limits.sourceMs, night: AbortSignal.timeout(limits.sourceMs) }
  const answered = await within(time, async () => ({
    found: await findFolders({ contentRoot, watched }),
  }))
  if (answered === undefined) return { folders: [], problem: slow(watched) }
  const { found } = answered
  if (found === undefined) {
    const message = `The watched folder "${watched}" is not there or cannot be read. See that it is mounted.`
    return { folders: [], problem: { code: 'FOLDER_UNREADABLE', message } }
  }
  const items = new Map<string, number | null>()
  await withEach(found, limits.atOnce, async ({ path }) => {
    const count = await within(time, () => countItemFiles({ contentRoot, path }))
    if (count !== undefined) items.set(path, count)
  })
  return {
    folders: found.map((one) => ({ ...one, items: items.get(one.path) ?? null })),
    problem: items.size < found.length ? slow(watched) : null,
  }
}
