import { operations, runFor } from 'postyard'
import { fireDeliveries } from '../../../plugins/distribution/deliver/fire/fireDeliveries.ts'
import { stageAhead, stageWaiting } from '../../../plugins/distribution/deliver/stage/stageAhead.ts'
import { sweepDrafts } from '../../../plugins/distribution/deliver/sweep/sweepDrafts.ts'
import { poolOf, rows, sql } from '../../../plugins/distribution/model/database.ts'
import type { PostizSandbox } from '../../../src/sandbox/postiz/index.ts'
import { connectTenant } from './connectTenant.ts'
import { distributeTo } from './distributeTo.ts'
import type { House } from './openHouse.ts'
import { steerPostiz } from './steerPostiz.ts'

export const minute = 60_000

export type StagedRow = {
  id: string
  state: string
  draft_state: string
  draft_id: string | null
  draft_at: Date | null
  reason_code: string
  reason: string
  wake_at: Date | null
  channel: string
}

type Listed = { id: string; state: string; publishDate: string; integration: { id: string } }

/** A client with its own organisation of Postiz, and what a test of staging asks of both. */
export const openStaging = async (args: {
  house: House
  postiz: PostizSandbox
  organisation: string
}) => {
  const { house, postiz, organisation } = args
  const { payload } = house
  const apiKey = `key-of-${organisation}`.replaceAll(' ', '-')
  const client = await connectTenant(house, postiz, apiKey)
  const { tenant, user } = client
  const db = poolOf(payload)
  const steer = steerPostiz(postiz)
  const later = (ms: number) => () => new Date(Date.now() + ms)
  const headers = { authorization: apiKey, 'content-type': 'application/json' }

  const read = async (ids: string[]): Promise<StagedRow[]> => {
    const found = await rows<StagedRow>(
      db,
      sql`
        select d.id, d.state, d.draft_state, d.draft_id, d.draft_at, d.reason_code, d.reason, d.wake_at,
          c.integration_id as channel
        from postyard_deliveries d join postyard_channels c on c.id = d.channel_id
        where d.id = any(${sql.param(ids)}) order by d.scheduled_at, d.id`,
    )
    const date = (at: Date | null) => (at === null ? null : new Date(at))
    return found.map((row) => ({
      ...row,
      draft_at: date(row.draft_at),
      wake_at: date(row.wake_at),
    }))
  }

  /** All that stands at Postiz around now. */
  const list = async (): Promise<Listed[]> => {
    const from = new Date(Date.now() - 24 * 60 * minute).toISOString()
    const to = new Date(Date.now() + 24 * 60 * minute).toISOString()
    const answer = await fetch(`${postiz.baseUrl}/posts?startDate=${from}&endDate=${to}`, {
      headers,
    })
    return ((await answer.json()) as { posts: Listed[] }).posts
  }

  const drafts = async (): Promise<Listed[]> =>
    (await list()).filter(({ state }) => state === 'DRAFT')

  return {
    tenant,
    user,
    db,
    steer,
    headers,
    read,
    list,
    drafts,
    readOne: async (id: string) => (await read([id]))[0] as StagedRow,
    /** Drafts that no delivery would ever fire. */
    orphans: async (): Promise<Listed[]> => {
      const owned = await rows<{ draft_id: string }>(
        db,
        sql`
          select draft_id from postyard_deliveries
          where tenant_id = ${tenant} and draft_state = 'staged'
            and state in ('held', 'scheduled', 'queued', 'publishing', 'submitted', 'unknown')`,
      )
      const ids = new Set(owned.map((row) => row.draft_id))
      return (await drafts()).filter(({ id }) => !ids.has(id))
    },
    /** Deliveries that are not staged, due these many milliseconds from now. */
    plan: async (dueInMs: number[]): Promise<string[]> => {
      const at = new Date(Date.now() + minute)
      const ids = await distributeTo({
        house,
        client,
        count: dueInMs.length,
        at,
        isStaged: false,
      })
      for (const [index, id] of ids.entries()) {
        const due = new Date(Date.now() + (dueInMs[index] ?? 0)).toISOString()
        await db.execute(sql`
          update postyard_deliveries set scheduled_at = ${due}, wake_at = ${due} where id = ${id}`)
      }
      return ids
    },
    stage: (ids: string[], ms = 0) => stageAhead({ payload, tenant, ids, now: later(ms) }),
    stageWaiting: (ids: string[]) => stageWaiting({ payload, tenant, ids, now: later(0) }),
    fire: async (ids: string[]) => {
      await db.execute(sql`
        update postyard_deliveries set state = 'queued', next_attempt_at = null
        where id = any(${sql.param(ids)}) and state = 'scheduled'`)
      await fireDeliveries({ payload, tenant, ids, now: later(0), random: () => 0.5 })
    },
    sweep: (ms = 0) => sweepDrafts({ payload, tenant, now: later(ms) }),
    stagings: () =>
      rows<{ draft_at: string; sweep_at: string; failures: number }>(
        db,
        sql`select * from postyard_stagings where tenant = ${tenant} order by draft_at`,
      ),
    /** Requests that Postiz counted, and those that it refused for their number. */
    counted: async (): Promise<number> => {
      const answer = await fetch(`${postiz.url}/sandbox/requests`)
      const { organisations } = (await answer.json()) as {
        organisations: { organisation: string; counted: number; refused: number }[]
      }
      const own = organisations.find((one) => one.organisation === organisation)
      return (own?.counted ?? 0) + (own?.refused ?? 0)
    },
    cancel: (id: string) =>
      runFor({ payload, operation: operations.cancelDelivery, input: { id }, user }),
    reschedule: (id: string, at: Date) =>
      runFor({
        payload,
        operation: operations.reschedule,
        input: { id, at: at.toISOString() },
        user,
      }),
    /** How often each delivery's words went live. */
    publications: async (ids: string[]): Promise<number[]> => {
      const { publications } = await steer.publications()
      const ofRow = await read(ids)
      return ofRow.map(
        (row) =>
          publications.filter(({ postId }) => row.draft_id !== null && postId === row.draft_id)
            .length,
      )
    },
  }
}

export type OpenedStaging = Awaited<ReturnType<typeof openStaging>>
