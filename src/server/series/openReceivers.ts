import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { type MakeSandbox, startMakeSandbox } from '../../sandbox/make/startMakeSandbox.ts'
import { startPinterestSandbox } from '../../sandbox/pinterest/startPinterestSandbox.ts'
import { startPostizSandbox } from '../../sandbox/postiz/index.ts'
import { boardOf, unicorns } from '../../seed/series/animals.ts'
import {
  boardIdOf,
  boardsOf,
  organisationsOf,
  type SeriesCast,
  slugOfBoard,
} from './castOfSeries.ts'
import type { Arrival } from './judgeMonth.ts'

type Args = {
  cast: SeriesCast
  /** What time it is in the month. */
  now: () => Date
  onEnd: (end: () => Promise<void> | void) => void
}

export type MonthReceivers = {
  postizUrl: string
  hook: string
  hookKey: string
  /** What came since the last look. */
  readArrivals: (day: string) => Promise<Arrival[]>
  /** The hook answers 500, or as it should again. */
  fail: (isFailing: boolean) => void
  /** Deletes the board of a series in the account that Make reaches; false where there is none. */
  removeBoard: (slug: string) => boolean
  /** Deletes the board of a series in its account at Postiz, or puts one of the same name there, of another id. */
  changeBoard: (slug: string, isThere: boolean) => Promise<void>
}

/** Each page says in its title and text which it is. */
const pageIn = (text: string): string | undefined => text.match(/[A-Z][A-Za-z ]* No\. \d+/)?.[0]

const publicationsShape = z.object({
  publications: z.array(
    z.object({
      seq: z.number(),
      text: z.string(),
      settings: z.object({ board: z.string().optional() }),
    }),
  ),
})

/** The stand-ins of Postiz and of Make with its account at Pinterest; what they hold is what is counted. */
export async function openReceivers({ cast, now, onEnd }: Args): Promise<MonthReceivers> {
  const postiz = await startPostizSandbox({
    port: 0,
    // The budget has its own tests.
    limitPerHour: 10_000_000,
    publishDelayMs: 20,
    organisations: organisationsOf(cast),
  })
  onEnd(() => postiz.close())
  const token = randomBytes(16).toString('hex')
  const pinterest = await startPinterestSandbox({ port: 0, token, now })
  onEnd(() => pinterest.close())
  const hookKey = randomBytes(16).toString('hex')
  const make: MakeSandbox = await startMakeSandbox({
    ...{ port: 0, apiKey: hookKey, now, pinterest: { url: pinterest.url, token } },
  })
  onEnd(() => make.close())

  const all = [...cast.animals, unicorns]
  const slugOf = (page: string) => all.find(({ one }) => page.startsWith(`${one} No.`))?.slug ?? ''
  /** Boards that were deleted or made again, by series. */
  const boards = new Map<string, string | null>()
  let changes = 0
  let seenCalls = 0
  let seenPosts = 0

  const readMake = (day: string): Arrival[] => {
    const names = new Map(pinterest.boards().map(({ id, name }) => [id, name]))
    const log = make.log()
    const fresh = log.slice(seenCalls)
    seenCalls = log.length
    return fresh.flatMap((run): Arrival[] => {
      if (run.outcome !== 'pinned') return []
      const page = pageIn(run.title ?? '') ?? String(run.title)
      const board = names.get(run.board) ?? run.boardName ?? undefined
      return [{ day, slug: slugOf(page), page, board, route: 'make' }]
    })
  }
  const readPostiz = async (day: string): Promise<Arrival[]> => {
    const address = `${postiz.url}/sandbox/publications?limit=2000&after=${seenPosts}`
    const { publications } = publicationsShape.parse(await (await fetch(address)).json())
    seenPosts = publications.at(-1)?.seq ?? seenPosts
    return publications.map(({ text, settings }): Arrival => {
      const page = pageIn(text) ?? text
      const owner = all.find(({ slug }) => slug === slugOfBoard(settings.board ?? ''))
      const board = owner && boardOf(owner)
      return { day, slug: slugOf(page), page, board, route: 'postiz' }
    })
  }

  return {
    postizUrl: postiz.url,
    hook: make.hook,
    hookKey,
    readArrivals: async (day) => [...readMake(day), ...(await readPostiz(day))],
    fail: (isFailing) => make.misbehave('error', isFailing ? Number.MAX_SAFE_INTEGER : 0),
    removeBoard(slug) {
      const animal = all.find((one) => one.slug === slug)
      const board = pinterest.boards().find(({ name }) => animal && name === boardOf(animal))
      return board !== undefined && pinterest.removeBoard(board.id)
    },
    async changeBoard(slug, isThere) {
      changes += 1
      boards.set(slug, isThere ? boardIdOf(slug, changes + 1) : null)
      const account = cast.accounts.find(({ series }) => series.includes(slug))
      if (!account) return
      const answer = await fetch(`${postiz.url}/sandbox/integrations/${account.id}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ tools: { boards: boardsOf(cast, account, boards) } }),
      })
      if (!answer.ok) throw new Error(`The stand-in refused its boards: ${await answer.text()}`)
    },
  }
}
