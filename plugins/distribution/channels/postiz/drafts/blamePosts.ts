import type { PostizFault } from '../api/readError.ts'
import type { PreparedPostizPost } from './prepare.ts'

type Args = {
  posts: Pick<PreparedPostizPost, 'account' | 'name'>[]
  fault: Pick<PostizFault, 'said' | 'message' | 'accountName'>
}

/** The place of a post in its request, with what Postiz has against it. */
export type Blame = { index: number; message: string }

/** The complaints that name a post by its place, each without the place, which says nothing to a reader. */
const readPlaces = (said: string): Map<number, string[]> => {
  const complaints = new Map<number, string[]>()
  for (const complaint of said.split('; ')) {
    // The dot is part of it: where the words are cut, the number may be cut too.
    const [found, number] = /\bposts\.(\d+)\./.exec(complaint) ?? []
    if (found === undefined) continue
    const own = complaints.get(Number(number)) ?? []
    complaints.set(Number(number), [...own, complaint.replace(found, '')])
  }
  return complaints
}

/**
 * The posts for which Postiz refused a request with all of them: by `posts.N` in its words, by the account that it does
 * not know, or by the account's name where no other has it. Empty where it names none.
 */
export const blamePosts = ({ posts, fault }: Args): Blame[] => {
  const { said, message, accountName } = fault
  const named = [...readPlaces(said)].filter(([index]) => index < posts.length)
  if (named.length > 0) {
    return named.map(([index, own]) => ({
      index,
      message: `Postiz refused the request: ${own.join('; ')}`,
    }))
  }
  const blame = (isIt: (post: Args['posts'][number]) => boolean): Blame[] =>
    posts.flatMap((post, index) => (isIt(post) ? { index, message } : []))
  const unknown = /^integration with id (.*) not found/i.exec(said)?.[1]
  if (unknown !== undefined) return blame(({ account }) => account === unknown)
  if (accountName === undefined) return []
  const sameName = blame(({ name }) => name === accountName)
  return sameName.length === 1 ? sameName : []
}
