import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { rows, sql } from '../../plugins/distribution/model/database.ts'
import {
  type PostizKind,
  type PostizSandbox,
  startPostizSandbox,
} from '../../src/sandbox/postiz/index.ts'
import { eventually } from './support/eventually.ts'
import { mastodons } from './support/mastodons.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { minute, type OpenedStaging, openStaging } from './support/openStaging.ts'

let house: House

beforeAll(async () => {
  house = await openHouse()
})

afterAll(() => house?.close())

const toPosts = { method: 'POST', path: '/public/v1/posts$' }

describe.each<PostizKind>(['2.23', 'newer'])('Postiz %s', (kind) => {
  let postiz: PostizSandbox
  let opened = 0
  let one: OpenedStaging

  beforeAll(async () => {
    postiz = await startPostizSandbox({
      port: 0,
      kind,
      publishDelayMs: 10,
      limitPerHour: 1_000,
      organisations: Array.from({ length: 25 }, (_, index) => ({
        name: `O${index} of ${kind}`,
        key: `key-of-O${index} of ${kind}`.replaceAll(' ', '-'),
        integrations: mastodons(30, { id: `${kind}-o${index}-`, name: 'Channel' }),
      })),
    })
  })

  afterEach(() => one.steer.clearFaults())

  afterAll(() => postiz?.close())

  const open = async (): Promise<OpenedStaging> => {
    one = await openStaging({ house, postiz, organisation: `O${opened++} of ${kind}` })
    return one
  }

  /** So many deliveries of as many accounts, due in ten minutes, a second apart. */
  const ahead = (count: number) =>
    Array.from({ length: count }, (_, index) => 10 * minute + index * 1_000)

  const allStaged = async (ids: string[]) => {
    const seen = await one.read(ids)
    expect(seen.map(({ draft_state }) => draft_state)).toEqual(seen.map(() => 'staged'))
    const drafts = new Map((await one.drafts()).map((draft) => [draft.id, draft]))
    for (const row of seen) {
      const draft = drafts.get(row.draft_id ?? '')
      expect(draft?.integration.id).toBe(row.channel)
      expect(draft?.publishDate).toBe(row.draft_at?.toISOString())
    }
    return seen
  }

  test('thirty accounts that are due within 50 s are one counted request, of which each has its receipt', async () => {
    const { plan, stageWaiting, counted, db } = await open()
    const ids = await plan(ahead(30))
    await stageWaiting([ids[7] as string])
    const seen = await allStaged(ids)
    expect(new Set(seen.map((row) => row.draft_at?.getTime())).size).toBe(1)
    expect(await counted()).toBe(1)
    const receipts = await rows<{ raw_meta: { posts: number } }>(
      db,
      sql`
        select raw_meta from postyard_receipts
        where delivery_id = any(${sql.param(ids)}) and action = 'stage' and outcome = 'ok'
          and closed_at is not null`,
    )
    expect(receipts.map((receipt) => receipt.raw_meta.posts)).toEqual(ids.map(() => 30))
    await stageWaiting(ids)
    expect(await counted()).toBe(1)
  })

  test('whoever is due more than 50 s later, or on the same account, is in another request', async () => {
    const { plan, stage, counted, read } = await open()
    const ids = await plan([
      ...ahead(30),
      // Accounts that have one in the first request already.
      ...ahead(2),
      ...[11.5 * minute, 11.5 * minute],
    ])
    await stage(ids)
    expect(await counted()).toBe(3)
    const seen = await read(ids)
    for (const { draft_at, id } of seen) {
      const [row] = await rows<{ due: string }>(
        one.db,
        sql`select scheduled_at as due from postyard_deliveries where id = ${id}`,
      )
      const waits = Date.parse(row?.due ?? '') - (draft_at?.getTime() ?? 0)
      expect(waits).toBeGreaterThan(0)
      expect(waits).toBeLessThan(55_000)
    }
  })

  test('what is due already and has no draft is staged by one request, and goes out', async () => {
    const { plan, fire, counted, read, publications } = await open()
    const ids = await plan(Array.from({ length: 25 }, () => 0))
    await fire(ids)
    expect((await read(ids)).map(({ state }) => state)).toEqual(ids.map(() => 'submitted'))
    expect(await counted()).toBe(1)
    await eventually(
      () => publications(ids),
      (times) => times.every((count) => count === 1),
    )
  })

  test.each(['reset-after', 'error-after'])(
    'drafts whose ids never arrived (%s) are found and adopted, and none is made twice',
    async (fault) => {
      const { plan, stage, counted, drafts, steer } = await open()
      const ids = await plan(ahead(6))
      await steer.setFaults([{ kind: fault, times: 1, match: toPosts }])
      await stage(ids)
      await allStaged(ids)
      expect(await counted()).toBe(1)
      expect(await drafts()).toHaveLength(6)
    },
  )

  test('a worker that dies before it has stored the ids: the drafts are adopted and go out once', async () => {
    const { plan, stage, fire, counted, db, publications } = await open()
    const ids = await plan([2_000, 2_000, 2_000])
    await stage(ids)
    await db.execute(sql`
      update postyard_deliveries set draft_state = 'staging', draft_id = null
      where id = any(${sql.param(ids)})`)
    await sleep(2_000)
    await fire(ids)
    expect(await counted()).toBe(1)
    await eventually(
      () => publications(ids),
      (times) => times.every((count) => count === 1),
    )
    expect((await one.steer.publications()).counts).toMatchObject({ publishedTwice: 0 })
  })

  test('Postiz fails midway: what it made is adopted, the rest gets a new instant', async () => {
    const { plan, stage, counted, drafts, steer, orphans } = await open()
    const ids = await plan(ahead(9))
    await steer.setFaults([{ kind: 'error-midway', times: 1, match: toPosts }])
    await stage(ids)
    const seen = await allStaged(ids)
    expect(new Set(seen.map((row) => row.draft_at?.getTime())).size).toBe(2)
    expect(await counted()).toBe(2)
    expect(await drafts()).toHaveLength(9)
    expect(await orphans()).toEqual([])
  })

  test('a 504 while Postiz goes on: nothing is sent again before it may have come, then all is adopted', async () => {
    const { plan, stage, counted, drafts, read, steer } = await open()
    const ids = await plan(ahead(5))
    await steer.setFaults([{ kind: 'html-504', times: 1, match: toPosts, delayMs: 300 }])
    await stage(ids)
    const [row] = await read(ids)
    expect(row).toMatchObject({ draft_state: 'staging', reason_code: 'NOT_PREPARED_YET' })
    expect(row?.wake_at?.getTime()).toBeGreaterThan(Date.now() + minute)
    await eventually(drafts, (seen) => seen.length === 5)
    await stage(ids)
    const seen = await allStaged(ids)
    expect(seen[0]).toMatchObject({ reason_code: 'SCHEDULED' })
    expect(await counted()).toBe(1)
  })

  test('what a 504 brings after all, when others have been made, is swept away and never fired', async () => {
    const { plan, stage, drafts, steer, orphans, sweep, stagings } = await open()
    const ids = await plan(ahead(4))
    await steer.setFaults([{ kind: 'html-504', times: 1, match: toPosts, delayMs: 1_500 }])
    await stage(ids)
    await stage(ids)
    await allStaged(ids)
    await eventually(orphans, (seen) => seen.length === 4)
    expect(await stagings()).toHaveLength(2)
    await sweep(6 * minute)
    expect(await orphans()).toEqual([])
    expect(await drafts()).toHaveLength(4)
    await allStaged(ids)
  })

  test.each(['refuse', 'refuse-by-name'])(
    'one post that Postiz refuses (%s) is taken out, and the others are staged',
    async (fault) => {
      const { plan, stage, counted, read, steer, drafts } = await open()
      const ids = await plan(ahead(12))
      const [, , , bad] = await read(ids)
      await steer.setFaults([
        { kind: fault, match: { integration: bad?.channel }, message: 'This text is too odd' },
      ])
      await stage(ids)
      const others = ids.filter((id) => id !== bad?.id)
      await allStaged(others)
      expect(await drafts()).toHaveLength(11)
      const row = await one.readOne(bad?.id ?? '')
      expect(row).toMatchObject({
        state: 'scheduled',
        draft_state: 'none',
        reason_code: 'NOT_PREPARED',
      })
      expect(row.reason).toContain('This text is too odd')
      // Channels that share a name with others are not guessed at: it is found by halving.
      if (fault === 'refuse') expect(await counted()).toBeLessThanOrEqual(9)
      else expect(await counted()).toBe(2)
      // What was told is not tried again before it is due.
      const before = await counted()
      await stage([bad?.id ?? ''])
      expect(await counted()).toBe(before)
    },
  )

  test('an account that Postiz does not know is named by its id, and fails alone with that reason when it is due', async () => {
    const { plan, fire, counted, read, db } = await open()
    const ids = await plan([0, 0, 0, 0, 0])
    await db.execute(sql`
      update postyard_channels set integration_id = 'nobody'
      where id = (select channel_id from postyard_deliveries where id = ${ids[2]})`)
    await fire(ids)
    const states = new Map((await read(ids)).map((row) => [row.id, row]))
    expect(states.get(ids[2] as string)).toMatchObject({
      state: 'failed',
      reason_code: 'POSTIZ_INTEGRATION_UNKNOWN',
    })
    const others = ids.filter((id) => id !== ids[2])
    expect(others.map((id) => states.get(id)?.state)).toEqual(others.map(() => 'submitted'))
    expect(await counted()).toBe(2)
  })

  test('two posts that are refused for reasons that name nobody are both found, and no other suffers', async () => {
    const { plan, fire, read, steer } = await open()
    const ids = await plan(Array.from({ length: 16 }, () => 0))
    const seen = await read(ids)
    const bad = [seen[1], seen[9]].map((row) => row?.id)
    await steer.setFaults(
      [seen[1], seen[9]].map((row) => ({ kind: 'refuse', match: { integration: row?.channel } })),
    )
    await fire(ids)
    for (const row of await read(ids)) {
      expect(row.state).toBe(bad.includes(row.id) ? 'failed' : 'submitted')
    }
  })

  test('a spent limit lets all others wait, without a further request', async () => {
    const { plan, stage, read, steer } = await open()
    const ids = await plan([...ahead(3), ...ahead(3).map((ms) => ms + 2 * minute)])
    await steer.setFaults([{ kind: '429', match: toPosts, delayMs: 120_000 }])
    await stage(ids)
    const asked = await steer.countRequests(`O${opened - 1} of ${kind}`, 'POST', /^$/)
    expect(asked).toBe(1)
    for (const row of await read(ids)) {
      expect(row).toMatchObject({ draft_state: 'none', reason_code: 'SCHEDULED' })
      expect(row.wake_at?.getTime()).toBeGreaterThan(Date.now() + 100_000)
    }
  })

  test('a Postiz that refuses whatever it is sent costs few requests of the hour, and the others wait', async () => {
    const { plan, stage, counted, read, steer } = await open()
    const ids = await plan(ahead(30))
    await steer.setFaults([{ kind: 'refuse', message: 'Nothing pleases us today' }])
    await stage(ids)
    expect(await counted()).toBeLessThan(15)
    const waiting = (await read(ids)).filter((row) => row.reason_code === 'NOT_PREPARED_YET')
    expect(waiting).toHaveLength(26)
    expect(waiting[0]?.reason).toContain('one post after another')
    await steer.clearFaults()
    await stage(waiting.map(({ id }) => id))
    await allStaged(waiting.map(({ id }) => id))
  })

  test('ten posts of one account that are due at one moment all go out then, none twice', async () => {
    const { plan, fire, read, publications } = await open()
    const ids: string[] = []
    while (ids.length < 10) ids.push(...(await plan([0])))
    await fire(ids)
    const seen = await read(ids)
    expect(new Set(seen.map(({ channel }) => channel)).size).toBe(1)
    expect(seen.map(({ state }) => state)).toEqual(ids.map(() => 'submitted'))
    expect(new Set(seen.map(({ draft_at }) => draft_at?.getTime())).size).toBe(10)
    await eventually(
      () => publications(ids),
      (times) => times.every((count) => count === 1),
    )
  })

  test('two workers that stage the same at one moment make one draft each', async () => {
    const { plan, stageWaiting, counted, drafts } = await open()
    const ids = await plan(ahead(10))
    await Promise.all(ids.map((id) => stageWaiting([id])))
    await allStaged(ids)
    expect(await drafts()).toHaveLength(10)
    expect(await counted()).toBeLessThanOrEqual(3)
  })
})

test('a clock of Postiz that is ahead for a moment: what it calls past is staged under a new instant', async () => {
  let aheadMs = 120_000
  const postiz = await startPostizSandbox({
    port: 0,
    kind: 'newer',
    now: () => Date.now() + aheadMs,
    organisations: [
      { name: 'Ahead', key: 'key-of-Ahead', integrations: mastodons(3, { id: 'ahead-' }) },
    ],
  })
  try {
    const { plan, fire, counted, read } = await openStaging({
      house,
      postiz,
      organisation: 'Ahead',
    })
    const ids = await plan([0, 0, 0])
    const done = fire(ids)
    await eventually(counted, (count) => count > 0)
    aheadMs = 0
    await done
    expect((await read(ids)).map(({ state }) => state)).toEqual(ids.map(() => 'submitted'))
    expect(await counted()).toBe(2)
  } finally {
    await postiz.close()
  }
})
