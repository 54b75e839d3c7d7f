import type { TaskFile } from '../tasks/task.ts'

type HeldFiles = {
  /** Fetches them, once; anew where that failed, or where they are other files than before. */
  fetch: (files: TaskFile[]) => Promise<File[]>
  /** Just these files, where they are here already. */
  ready: (files: TaskFile[]) => File[] | undefined
}

/** What tells files from others. The same ones come under new links now and then; what is here of them stays good. */
export const nameFiles = (files: TaskFile[]): string =>
  files.map(({ filename, bytes }) => `${filename} ${bytes}`).join('\n')

/**
 * Holds the files of a post, so that they can be shared at a tap. A picture that is replaced while the task is open is
 * fetched again: what was there before must not be posted.
 */
export const holdFiles = (fetchOne: (file: TaskFile) => Promise<File>): HeldFiles => {
  let held: { key: string; fetched: Promise<File[]>; here?: File[] } | undefined
  return {
    fetch: (files) => {
      const key = nameFiles(files)
      if (held?.key === key) return held.fetched
      const mine: NonNullable<typeof held> = { key, fetched: Promise.all(files.map(fetchOne)) }
      held = mine
      mine.fetched.then(
        (here) => {
          mine.here = here
        },
        () => {
          if (held === mine) held = undefined
        },
      )
      return mine.fetched
    },
    ready: (files) => {
      if (files.length === 0) return []
      return held?.key === nameFiles(files) ? held.here : undefined
    },
  }
}
