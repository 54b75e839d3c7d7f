/** Where people post: keeps who really posted what, whatever is answered about it. */
export type Platform = {
  post: (mark: string, person: string) => string
  /** What somebody finds who looks at the account: the address of the first post. */
  find: (mark: string) => string | undefined
  /** Marks that were posted by more than one person, or more than once. */
  twice: () => string[]
  marks: () => string[]
}

export function openPlatform(): Platform {
  const posts = new Map<string, string[]>()
  const addressOf = (mark: string, person: string) =>
    `https://platform.test/${mark}/${encodeURIComponent(person)}`
  return {
    post: (mark, person) => {
      posts.set(mark, [...(posts.get(mark) ?? []), person])
      return addressOf(mark, person)
    },
    find: (mark) => {
      const [first] = posts.get(mark) ?? []
      return first && addressOf(mark, first)
    },
    twice: () => [...posts].flatMap(([mark, people]) => (people.length > 1 ? mark : [])),
    marks: () => [...posts.keys()],
  }
}
