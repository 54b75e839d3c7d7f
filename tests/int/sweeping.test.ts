import { operations, runFor, tick } from 'postyard'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { rows, sql } from '../../plugins/distribution/model/database.ts'
import { forgetDrafts } from '../../plugins/distribution/model/forgetDrafts.ts'
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
      organisations: Array.from({ length: 16 }, (_, index) => ({
        name: `S${index} of ${kind}`,
        key: `key-of-S${index}-of-${kind}`,
        integrations: [
          ...mastodons(4, { id: `${kind}-s${index}-`, name: 'Channel' }),
          // An account that nobody of ours has imported.
          { id: `${kind}-other-${index}`, name: 'Other', identifier: 'mastodon' },
        ],
      })),
    })
  })

  afterEach(() => one.steer.clearFaults())

  afterAll(() => postiz?.close())

  /** A client with four deliveries that are staged, due in ten minutes. */
  const open = async () => {
    one = await openStaging({ house, postiz, organisation: `S${opened} of ${kind}` })
    await one.db.execute(sql`
      delete from postyard_channels where integration_id = ${`${kind}-other-${opened}`}`)
    opened += 1
    const ids = await one.plan([10, 10, 10, 10].map((minutes) => minutes * minute))
    await one.stage(ids)
    expect(await one.drafts()).toHaveLength(4)
    return { ...one, ids, first: ids[0] as string }
  }

  const put = (id: string, status: string) =>
    fetch(`${postiz.baseUrl}/posts/${id}/status`, {
      method: 'PUT',
      headers: one.headers,
      body: JSON.stringify({ status }),
    })

  /** A draft that a person makes. */
  const draw = async (integration: string, at: Date) => {
    const answer = await fetch(`${postiz.baseUrl}/posts`, {
      method: 'POST',
      headers: one.headers,
      body: JSON.stringify({
        type: 'draft',
        date: at.toISOString(),
        shortLink: false,
        tags: [],
        posts: [
          {
            integration: { id: integration },
            value: [{ content: '<p>Drawn by a person</p>', image: [] }],
          },
        ],
      }),
    })
    expect(answer.status).toBe(201)
  }

  test('the draft of a cancelled delivery is soon taken away, by a job that the tick makes; the others stand', async () => {
    const { first, ids, cancel, drafts, orphans, tenant, db, sweep } = await open()
    const before = await one.readOne(first)
    await cancel(first)
    expect(await orphans()).toHaveLength(1)
    await tick({ payload: house.payload })
    const jobs = await rows(
      db,
      sql`
        select 1 from payload_jobs
        where task_slug = 'sweep-drafts' and input->>'tenant' = ${tenant}`,
    )
    expect(jobs).toHaveLength(1)
    await sweep()
    expect(await orphans()).toEqual([])
    expect(await drafts()).toHaveLength(3)
    // It is gone, so nobody can switch it on any more.
    expect((await put(before.draft_id ?? '', 'schedule')).status).toBe(400)
    const others = await one.read(ids.slice(1))
    expect(others.map(({ draft_state }) => draft_state)).toEqual(['staged', 'staged', 'staged'])
  })

  test('a cancelled plan leaves no draft behind', async () => {
    const { first, drafts, sweep, user, db } = await open()
    const [row] = await rows<{ plan_id: string; count: number }>(
      db,
      sql`
        select plan_id, (select count(*)::int from postyard_deliveries o where o.plan_id = d.plan_id) as count
        from postyard_deliveries d where id = ${first}`,
    )
    await runFor({
      payload: house.payload,
      operation: operations.cancelPlan,
      input: { id: row?.plan_id ?? '' },
      user,
    })
    await sweep()
    expect(await drafts()).toHaveLength(4 - (row?.count ?? 0))
  })

  test('a delivery that is moved has its draft replaced; within half a minute it keeps it', async () => {
    const { ids, reschedule, stage, drafts, orphans, sweep, read, counted } = await open()
    const [moved = '', kept = ''] = ids
    const keptBefore = await one.readOne(kept)
    await reschedule(kept, new Date((keptBefore.draft_at?.getTime() ?? 0) + 30_000))
    expect(await one.readOne(kept)).toMatchObject({
      draft_state: 'staged',
      draft_id: keptBefore.draft_id,
    })
    const movedBefore = await one.readOne(moved)
    await reschedule(moved, new Date(Date.now() + 5 * minute))
    expect(await one.readOne(moved)).toMatchObject({ draft_state: 'dirty' })
    const before = await counted()
    await stage([moved])
    expect(await counted()).toBe(before + 1)
    const after = await one.readOne(moved)
    expect(after.draft_state).toBe('staged')
    expect(after.draft_id).not.toBe(movedBefore.draft_id)
    expect(await drafts()).toHaveLength(4)
    expect(await orphans()).toEqual([])
    await sweep(minute)
    expect((await read(ids)).map(({ draft_state }) => draft_state)).toEqual(ids.map(() => 'staged'))
    expect(await drafts()).toHaveLength(4)
  })

  test('a delivery that is moved far away has no draft until its new time is near', async () => {
    const { first, reschedule, drafts, sweep } = await open()
    await reschedule(first, new Date(Date.now() + 5 * 60 * minute))
    await sweep()
    expect(await drafts()).toHaveLength(3)
    expect(await one.readOne(first)).toMatchObject({ draft_state: 'none', draft_id: null })
  })

  test('what an edit makes wrong is given up in its transaction, and staged anew', async () => {
    const { ids, stageWaiting, drafts, orphans, sweep, db, tenant } = await open()
    await forgetDrafts({ db, tenant, deliveries: ids })
    expect((await one.read(ids)).map(({ draft_state }) => draft_state)).toEqual(
      ids.map(() => 'dirty'),
    )
    await stageWaiting(ids.slice(0, 1))
    await sweep()
    expect(await drafts()).toHaveLength(4)
    expect(await orphans()).toEqual([])
  })

  test('a delivery that is cancelled while it is being staged leaves nothing behind', async () => {
    const { first, cancel, reschedule, stage, drafts, orphans, sweep, steer } = await open()
    await reschedule(first, new Date(Date.now() + 3 * minute))
    await steer.setFaults([
      { kind: 'slow', delayMs: 1_000, match: { method: 'POST', path: '/posts$' } },
    ])
    const staging = stage([first])
    await eventually(
      () => one.readOne(first),
      (row) => row.draft_state === 'staging',
    )
    await cancel(first)
    await staging
    expect(await one.readOne(first)).toMatchObject({ state: 'cancelled', draft_id: null })
    expect(await orphans()).toHaveLength(1)
    await sweep()
    expect(await orphans()).toEqual([])
    expect(await drafts()).toHaveLength(3)
  })

  test('a delivery that is moved while it is being staged wakes for its new time, and is staged for that', async () => {
    const { first, reschedule, stage, drafts, orphans, sweep, steer } = await open()
    await reschedule(first, new Date(Date.now() + 5 * minute))
    await steer.setFaults([
      { kind: 'slow', times: 1, delayMs: 1_000, match: { method: 'POST', path: '/posts$' } },
    ])
    const staging = stage([first])
    await eventually(
      () => one.readOne(first),
      (row) => row.draft_state === 'staging',
    )
    const at = new Date(Date.now() + 3 * minute)
    await reschedule(first, at)
    await staging
    const moved = await one.readOne(first)
    expect(moved).toMatchObject({ state: 'scheduled', draft_state: 'dirty' })
    expect(moved.wake_at?.getTime()).toBeLessThanOrEqual(at.getTime())
    await stage([first])
    expect(await one.readOne(first)).toMatchObject({ draft_state: 'staged' })
    await sweep(1_000)
    expect(await orphans()).toEqual([])
    expect(await drafts()).toHaveLength(4)
  })

  test('nothing is deleted that is not a draft, not ours, or not under the very instant', async () => {
    const { ids, first, cancel, drafts, sweep, list } = await open()
    const read = await one.read(ids)
    const row = read.find(({ id }) => id === first)
    const other = read.find(({ id }) => id !== first)
    const at = row?.draft_at ?? new Date()
    await draw(`${kind}-other-${opened - 1}`, at)
    await draw(row?.channel ?? '', new Date(at.getTime() + 1))
    await draw(row?.channel ?? '', new Date(at.getTime() - 1))
    await cancel(first)
    await cancel(other?.id ?? '')
    // A person is quicker than the sweep.
    await put(other?.draft_id ?? '', 'schedule')
    await sweep()
    // Two of ours, and three that a person drew.
    expect(await drafts()).toHaveLength(5)
    expect((await list()).some(({ id }) => id === other?.draft_id)).toBe(true)
    expect((await list()).some(({ id }) => id === row?.draft_id)).toBe(false)
  })

  test('what a delivery still wants is left alone, and the instant is forgotten once nothing is left under it', async () => {
    const { ids, cancel, drafts, sweep, stagings } = await open()
    expect(await stagings()).toHaveLength(1)
    await sweep(6 * minute)
    await sweep(30 * minute)
    expect(await drafts()).toHaveLength(4)
    expect(await stagings()).toHaveLength(1)
    for (const id of ids) await cancel(id)
    await sweep(31 * minute)
    expect(await drafts()).toEqual([])
    await sweep(180 * minute)
    expect(await stagings()).toEqual([])
  })

  test('a sweep that Postiz does not answer is tried again, less and less often, and ends', async () => {
    const { first, cancel, sweep, stagings, steer, db, tenant } = await open()
    await cancel(first)
    await steer.setFaults([{ kind: '503', match: { method: 'GET', path: '/posts$' } }])
    const waits: number[] = []
    for (let failure = 0; failure < 3; failure += 1) {
      await db.execute(sql`update postyard_stagings set sweep_at = now() where tenant = ${tenant}`)
      await sweep(1_000)
      const [staging] = await stagings()
      expect(staging?.failures).toBe(failure + 1)
      waits.push(Date.parse(String(staging?.sweep_at)) - Date.now())
    }
    expect(waits[1]).toBeGreaterThan((waits[0] ?? 0) * 1.5)
    expect(waits[2]).toBeGreaterThan((waits[1] ?? 0) * 1.5)
    // What nobody could look into for more than a week is given up, and said so in the log.
    await sweep(9 * 24 * 60 * minute)
    expect(await stagings()).toEqual([])
  })

  test('a draft that could not be deleted is tried again', async () => {
    const { first, cancel, orphans, sweep, steer } = await open()
    await cancel(first)
    await steer.setFaults([{ kind: '503', times: 1, match: { method: 'DELETE' } }])
    await sweep()
    expect(await orphans()).toHaveLength(1)
    await sweep(3 * minute)
    expect(await orphans()).toEqual([])
  })

  test('one that was deleted in Postiz already, or edited there, is gone all the same', async () => {
    const { ids, cancel, drafts, sweep } = await open()
    const [gone, edited] = await one.read(ids)
    await fetch(`${postiz.baseUrl}/posts/${gone?.draft_id}`, {
      method: 'DELETE',
      headers: one.headers,
    })
    if (kind === 'newer') {
      const answer = await fetch(`${postiz.baseUrl}/posts/${edited?.draft_id}/settings`, {
        method: 'PUT',
        headers: one.headers,
        body: JSON.stringify({ settings: { odd: true } }),
      })
      expect(answer.status).toBe(200)
    }
    for (const row of [gone, edited]) await cancel(row?.id ?? '')
    await sweep()
    expect(await drafts()).toHaveLength(2)
  })
})
