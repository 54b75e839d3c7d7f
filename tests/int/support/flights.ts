import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { deliverDirect } from '../../../plugins/distribution/deliver/direct/deliverDirect.ts'
import { conduct } from '../../../plugins/distribution/series/conductor/conduct.ts'
import { settingsOf } from '../../../plugins/distribution/settings.ts'
import { addPerson, addTenant, call, type Person } from './agency.ts'
import { openReceiver } from './hostileReceiver.ts'
import { type House, openHouse } from './openHouse.ts'
import { picture } from './picture.ts'
import { query } from './scenes.ts'

export let house: House
export let root: string
export let receiver: Awaited<ReturnType<typeof openReceiver>>
export let png: Buffer

/** The house with a folder of content, and a receiver that takes what flies. */
export const openFlights = async (): Promise<void> => {
  house = await openHouse()
  root = await mkdtemp(join(tmpdir(), 'content-'))
  Object.assign(settingsOf(house.payload).series, { contentRoot: root })
  receiver = await openReceiver()
  png = (await picture('any.png')).data
}

export const closeFlights = async (): Promise<void> => {
  await house?.close()
  await receiver?.close()
  if (root) await rm(root, { recursive: true, force: true })
}

export const hour = 60 * 60_000
export const day = 24 * hour
/** Noon of a day long past: the conductor goes by the clock that it is given. */
export const noon = new Date('2026-03-02T12:00:00Z')
export const at = (ms: number) => new Date(noon.getTime() + ms)

export type Client = { tenant: string; manager: Person }

export const addClient = async (): Promise<Client> => {
  const tenant = await addTenant(house.payload, { timezone: 'UTC' })
  return { tenant, manager: await addPerson(house, [{ tenant, roles: ['manager'] }]) }
}

export const addChannel = async ({ tenant, manager }: Client, name = 'Pins'): Promise<string> => {
  const { id } = (await house.payload.create({
    collection: 'channels',
    data: { tenant, name, kind: 'webhook' } as never,
  })) as unknown as { id: string }
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  const { url } = receiver
  const input = { url: `${url}&channel=${id}`, secret }
  expect(
    (await call(house, manager, 'POST', `/channels/${id}/connect-webhook`, input)).status,
  ).toBe(200)
  return id
}

export type Item = { title: string; image?: string | null; text?: string }

export const addItems = async (
  { tenant }: Client,
  series: string,
  items: Item[],
): Promise<string[]> => {
  const ids: string[] = []
  for (const { title, image = null, text = `About ${title}.` } of items) {
    const [row] = await query(
      house.payload,
      `insert into postyard_series_items
         (tenant, series_id, key, position, title, text, image, hash, found_at, changed_at)
       values ($1, $2, $3, (select count(*) from postyard_series_items where series_id = $2), $3, $4, $5, $4, $6, $6)
       returning id`,
      [tenant, series, title, text, image, at(-day)],
    )
    ids.push(String(row!.id))
  }
  return ids
}

export const addSeries = async (
  client: Client,
  given: { channels: string[]; items?: Item[]; repeatDays?: number },
): Promise<{ series: string; slug: string; items: string[] }> => {
  const { items = [], ...data } = given
  const slug = `s-${randomUUID().slice(0, 8)}`
  await mkdir(join(root, slug))
  const { id: series } = (await house.payload.create({
    collection: 'series',
    data: {
      ...{ tenant: client.tenant, name: slug, slug, ...data },
      source: { kind: 'folder', path: slug },
    } as never,
  })) as unknown as { id: string }
  return { series, slug, items: await addItems(client, series, items) }
}

/** As the night watchman plans it. */
export const planFlight = async (
  { tenant }: Client,
  series: string,
  now = noon,
): Promise<string> => {
  const today = now.toISOString().slice(0, 10)
  const [row] = await query(
    house.payload,
    `insert into postyard_flights (tenant, series_id, day, plan_day, position, mode, board_name)
     values ($1, $2, $3, $3, (select count(*) from postyard_flights where tenant = $1), 'growth', 'Shark Coloring Pages')
     returning id`,
    [tenant, series, today],
  )
  return String(row!.id)
}

export const fly = (client: Client, now: Date) =>
  conduct({ payload: house.payload, tenant: client.tenant, now })

/** What the workers do: every delivery of the client that is due is tried once. */
export const deliver = async ({ tenant }: Client) => {
  const due = await query(
    house.payload,
    `select id from postyard_deliveries where tenant_id = $1 and state = 'queued'`,
    [tenant],
  )
  for (const { id } of due) {
    await deliverDirect({
      ...{ payload: house.payload, tenant, id },
      ...{ now: () => new Date(), random: () => 0.5 },
    })
  }
}

export type Flight = Record<string, unknown>

export const flightOf = async (id: string): Promise<Flight> =>
  (await query(house.payload, 'select * from postyard_flights where id = $1', [id]))[0]!

export const itemOf = async (id: string): Promise<Record<string, unknown>> =>
  (await query(house.payload, 'select * from postyard_series_items where id = $1', [id]))[0]!

export const attentionOf = async (series: string) =>
  (await query(house.payload, 'select attention from postyard_series where id = $1', [series]))[0]!
    .attention

export const eventsOf = async (flight: string): Promise<string[]> =>
  (
    await query(
      house.payload,
      `select type from postyard_events where data->>'flight' = $1 order by created_at, id`,
      [flight],
    )
  ).map(({ type }) => type.replace('distribution.flight.', ''))

/** The titles that a channel was sent, with what tells the receiver that it has one already. */
export const receivedBy = (channel: string) =>
  receiver.received
    .filter(({ path }) => path.endsWith(channel))
    .map(({ headers, body }) => ({
      id: String(headers['webhook-id']),
      data: JSON.parse(body).data,
    }))

export const titlesOn = (channel: string): string[] =>
  receivedBy(channel).map(({ data }) => data.title)

/** So many records of a client there are. */
export const countOf = async ({ tenant }: Client) => {
  const [row] = await query(
    house.payload,
    `select (select count(*) from postyard_posts where tenant_id = $1)::int as posts,
       (select count(*) from postyard_plans where tenant_id = $1)::int as plans,
       (select count(*) from postyard_deliveries where tenant_id = $1)::int as deliveries,
       (select count(*) from media where tenant_id = $1)::int as files,
       (select count(*) from postyard_series_flown where tenant = $1::text)::int as claims,
       (select count(*) from postyard_events where tenant_id = $1 and type like 'distribution.flight.%')::int as events`,
    [tenant],
  )
  return row!
}
