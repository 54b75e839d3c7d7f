/** A page of a list; `next` leads to the one after it. */
type Page = { next: string | null }

/**
 * Reads the first pages of a list, each from where the one before it ended, until as many were read or there are no more.
 * What stops one of them stops all, and is given back in their place.
 */
export const readPages = async <One extends Page, Stop>(args: {
  count: number
  read: (cursor: string | undefined) => Promise<{ page: One } | { stop: Stop }>
}): Promise<{ pages: One[]; next: string | null } | { stop: Stop }> => {
  const pages: One[] = []
  let next: string | null = null
  do {
    const answered: { page: One } | { stop: Stop } = await args.read(next ?? undefined)
    if ('stop' in answered) return answered
    pages.push(answered.page)
    next = answered.page.next
  } while (next !== null && pages.length < args.count)
  return { pages, next }
}
