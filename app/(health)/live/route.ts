export const dynamic = 'force-dynamic'

/** Without the database, and without Payload: the process turns. */
export const GET = (): Response =>
  Response.json({ live: true }, { headers: { 'cache-control': 'no-store' } })
