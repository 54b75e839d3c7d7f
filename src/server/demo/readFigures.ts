import pg from 'pg'
import { z } from 'zod'
import { demoPosts } from '../../seed/posts.ts'

export type ReceiptLine = {
  channel: string
  title: string
  state: string
  receipts: number
  reason: string
  url: string
}

/** What the demo came to. The first numbers are what the stand-ins say over HTTP, not what the database believes. */
export type Figures = {
  posts: number
  deliveries: number
  /** Publications that the sandbox's Postiz made. */
  published: number
  /** Tasks that reached a phone. */
  awaitingHuman: number
  failed: number
  scheduled: number
  /** Publications beyond the first of one delivery. */
  doublePublished: number
  receipts: number
  isAsExpected: boolean
  /** Where it is not as expected: what is missing or too much. */
  differences: string[]
  lines: ReceiptLine[]
}

const publicationsShape = z.object({
  counts: z.object({ publishedTwice: z.number(), sameContent: z.number() }),
  publications: z.array(z.object({ integration: z.object({ id: z.string() }) })),
})

const messagesShape = z.object({
  messages: z.array(
    z.object({
      message: z.object({ data: z.record(z.string(), z.string()).optional() }),
      outcome: z.string(),
    }),
  ),
})

const ask = async <Shape extends z.ZodType>(url: string, shape: Shape): Promise<z.output<Shape>> =>
  shape.parse(await (await fetch(url)).json())

const targets = demoPosts.flatMap((post) =>
  post.targets.map((target) => ({ target, ends: post.ends })),
)

/** How many deliveries must end so, by the demo's own table. */
const expected = (ends: string): number => targets.filter((one) => one.ends === ends).length

const countBy = (names: string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

export async function readFigures(args: {
  url: string
  postizUrl: string
  fcmUrl: string
}): Promise<Figures> {
  const seen = await ask(`${args.postizUrl}/sandbox/publications`, publicationsShape)
  const pushed = await ask(`${args.fcmUrl}/sandbox/messages`, messagesShape)
  const published = countBy(seen.publications.map((one) => one.integration.id))
  const tasks = new Set(
    pushed.messages
      .filter((one) => one.outcome === 'ok')
      .map((one) => one.message.data?.task ?? 'none'),
  )
  const stored = await readStored(args.url)
  const wanted = countBy(targets.filter((one) => one.ends === 'published').map((one) => one.target))
  const differences = [...new Set([...wanted.keys(), ...published.keys()])].flatMap((id) => {
    const [must, is] = [wanted.get(id) ?? 0, published.get(id) ?? 0]
    return must === is ? [] : [`${id}: published ${is} times, not ${must}`]
  })
  const figures = {
    posts: stored.posts,
    deliveries: stored.lines.length,
    published: seen.publications.length,
    awaitingHuman: tasks.size,
    failed: stored.lines.filter((line) => line.state === 'failed').length,
    scheduled: stored.lines.filter((line) => line.state === 'scheduled').length,
    doublePublished: Math.max(seen.counts.publishedTwice, seen.counts.sameContent),
    receipts: stored.receipts,
  }
  const table = {
    posts: demoPosts.length,
    deliveries: targets.length,
    published: expected('published'),
    awaitingHuman: expected('awaiting_human'),
    failed: expected('failed'),
    scheduled: expected('scheduled'),
    doublePublished: 0,
  }
  for (const [name, must] of Object.entries(table)) {
    const is = figures[name as keyof typeof table]
    if (is !== must) differences.push(`${name} is ${is}, not ${must}`)
  }
  return { ...figures, isAsExpected: differences.length === 0, differences, lines: stored.lines }
}

async function readStored(
  url: string,
): Promise<{ posts: number; receipts: number; lines: ReceiptLine[] }> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<ReceiptLine>(
      `select t.name || ' → ' || c.name as channel, p.title, d.state::text as state,
              coalesce(d.reason, '') as reason, coalesce(d.external_url, '') as url,
              (select count(*)::int from postyard_receipts r where r.delivery_id = d.id) as receipts
         from postyard_deliveries d
         join postyard_channels c on c.id = d.channel_id
         join postyard_plans p on p.id = d.plan_id
         join tenants t on t.id = d.tenant_id
        order by d.scheduled_at, channel`,
    )
    const counted = await client.query<{ posts: number }>(
      'select count(*)::int as posts from postyard_posts',
    )
    return {
      posts: counted.rows[0]?.posts ?? 0,
      receipts: rows.reduce((sum, row) => sum + row.receipts, 0),
      lines: rows,
    }
  } finally {
    await client.end()
  }
}
