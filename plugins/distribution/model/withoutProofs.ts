import type { BaseFilter, Where } from 'payload'

/** A photo that proves that a post is out is a record of its task, and none of the files to choose from. */
export const noProof: Where = { isProof: { not_equals: true } }

/** Keeps such photos out of the list of files and of every place in which one is chosen. */
export const withoutProofs =
  (own: BaseFilter | undefined): BaseFilter =>
  async (args) => {
    const filter = await own?.(args)
    return filter ? { and: [filter, noProof] } : noProof
  }
