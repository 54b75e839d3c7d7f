import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { tick } from 'postyard'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deriveEvents } from '../../plugins/distribution/events/sequence/deriveEvents.ts'
import { sequenceAll } from '../../plugins/distribution/events/sequence/sequenceEvents.ts'
import { samples } from '../../plugins/distribution/media/testing/samples.ts'
import { inOwnTransaction } from '../../plugins/distribution/model/inOwnTransaction.ts'
import type { PostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { comeToRest } from '../../src/server/chaos/comeToRest.ts'
import { endJobLeases } from '../../src/server/chaos/letTimePass.ts'
import { openShaken, type ShakenDatabase } from '../../src/server/chaos/openShaken.ts'
import { addFile } from '../int/support/addFile.ts'
import { addPerson, call, type Person } from '../int/support/agency.ts'
import { connectClipAccounts, startClipSandbox } from '../int/support/clipAccounts.ts'
import { eventually } from '../int/support/eventually.ts'
import { holdRow } from '../int/support/holdRow.ts'
import { type House, openHouse } from '../int/support/openHouse.ts'
import { query } from '../int/support/scenes.ts'
import { compile, kill, startSaying } from './support/forkProgram.ts'

type Process = { child: ChildProcess; api: string }

let house: House
let postiz: PostizSandbox
let db: ShakenDatabase
let tenant: string
let manager: Person
let nia: Person
let campaign: string
let video: string
let snapchat: string
let channels: Record<string, string>
const processes: Process[] = []

const ask = (text: string, ...values: unknown[]) => query(house.payload, text, values)

const add = async (collection: string, data: Record<string, unknown>): Promise<string> => {
  const doc = await house.payload.create({
    collection: collection as 'media',
    data: { tenant, ...data } as never,
  })
  return doc.id as string
}

/** All of them load at once: each that is killed has its successor beside it already. */
const startProcesses = async (count: number): Promise<void> => {
  const program = await compile(
    fileURLToPath(new URL('./support/claimsProcess.ts', import.meta.url)),
  )
  const started = await Promise.all(Array.from({ length: count }, () => startSaying(program)))
  processes.push(...started.map(({ child, said }) => ({ child, ...(said as { api: string }) })))
}

/** The one that does the work now. */
const present = (): Process => {
  const [first] = processes
  if (!first) throw new Error('All processes were killed.')
  return first
}

/** Ends the present one with SIGKILL, in the midst of whatever it does; the next one is in its place. */
const killPresent = async (): Promise<void> => {
  const { child } = present()
  processes.shift()
  await kill(child)
}

beforeAll(async () => {
  postiz = await startClipSandbox()
  const starting = startProcesses(5)
  house = await openHouse()
  db = openShaken(process.env.DATABASE_URL ?? '')
  ;({ tenant, channels } = await connectClipAccounts(house, postiz))
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  nia = await addPerson(house, [{ tenant, roles: ['influencer'] }])
  campaign = await add('campaigns', { name: 'Summer', reference: 'summer' })
  video = await addFile(house.payload, tenant, await samples.mp4(4, '360x640'))
  snapchat = await add('channels', { name: 'Nia', platform: 'snapchat', kind: 'manual' })
  await starting
})

afterAll(async () => {
  await Promise.all(processes.map(({ child }) => kill(child)))
  await db?.close()
  await house?.close()
  await postiz?.close()
})

const people = 20
const clips = 8

type Sent = { outcome: string; claim: { id: string } | null; letter: { id: string } | null }
type Message = { id: string; body: string }

/** Each is about an influencer and a clip of its own; of the last clips nobody has heard yet. */
const makeMessages = (): Message[] =>
  Array.from({ length: people * (clips + 2) }, (_, nth) => ({
    id: `msg ${nth}`,
    body: JSON.stringify({
      type: 'distribution.claimed',
      data: {
        ...{ claim_id: `claim ${nth}`, influencer_id: `person ${nth % people}` },
        clip_id: `clip ${Math.floor(nth / people)}`,
      },
    }),
  }))

test('200 signed events, to processes that are killed: each is one claim or one letter, and is told of once', async () => {
  const { body: source } = await call(house, manager, 'POST', '/claim-sources', {
    ...{ tenant, name: 'App' },
  })
  for (let nth = 0; nth < people; nth += 1) {
    await add('influencers', { name: `Person ${nth}`, reference: `person ${nth}` })
  }
  const addClip = (nth: number) =>
    add('clips', { title: `Clip ${nth}`, reference: `clip ${nth}`, campaign, video })
  for (let nth = 0; nth < clips; nth += 1) await addClip(nth)

  /** What a process answers; undefined where it was killed before that. */
  const send = async (api: string, { id, body }: Message): Promise<Sent | undefined> => {
    const now = new Date()
    const sending = fetch(`${api}/claim-sources/${source.id}/events`, {
      method: 'POST',
      body,
      headers: {
        ...{ 'content-type': 'application/json', 'webhook-id': id },
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': new Webhook(source.secret).sign(id, now, body),
      },
    })
    const answer = await sending
      .then(async (response) => ({ status: response.status, body: await response.json() }))
      .catch(() => undefined)
    if (!answer || answer.status >= 500) return undefined
    expect([200, 202], JSON.stringify(answer.body)).toContain(answer.status)
    return answer.body as Sent
  }

  /** Eight at a time, to the present process until it is killed; returns what was answered, and keeps in `waiting` what was not. */
  const sendAll = async (waiting: Message[], each: (count: number) => void = () => {}) => {
    const { api } = present()
    const answered: Sent[] = []
    const unanswered: Message[] = []
    const lane = async () => {
      for (let one = waiting.shift(); one; one = waiting.shift()) {
        const sent = await send(api, one)
        if (!sent) {
          unanswered.push(one)
          return
        }
        answered.push(sent)
        each(answered.length)
      }
    }
    await Promise.all(Array.from({ length: 8 }, lane))
    waiting.unshift(...unanswered)
    return answered
  }

  const messages = makeMessages()
  const waiting = [...messages]
  // It ends when it has answered sixty, while it writes one claim that has to wait, and whatever else it has begun.
  const [late] = waiting
  if (!late) throw new Error('There is nothing to send.')
  const { influencer_id: person, claim_id: name } = JSON.parse(late.body).data
  const [held] = await ask('select id from postyard_influencers where reference = $1', person)
  const hold = await holdRow(house.payload, 'postyard_influencers', held!.id)
  let killed: Promise<void> | undefined
  const first = await sendAll(waiting, (count) => {
    if (count === 60) killed = hold.someoneWaits().then(killPresent)
  })
  await killed
  await hold.release()
  expect(first.length).toBeGreaterThanOrEqual(60)
  expect(waiting).toContainEqual(late)
  expect(await ask('select 1 from postyard_claims where claim_id = $1', name)).toHaveLength(0)
  // The next one lives; whatever had no answer, and then everything, is sent to it again.
  await sendAll(waiting)
  expect(waiting).toEqual([])
  const again = await sendAll([...messages])
  const counted = Map.groupBy(again, ({ outcome }) => outcome)
  expect([counted.get('repeated')?.length, counted.get('kept')?.length]).toEqual([160, 40])
  expect(new Set(again.map(({ claim, letter }) => claim?.id ?? letter?.id)).size).toBe(200)

  const counts = async () => {
    const [found] = await ask(
      `select (select count(*)::int from postyard_claims) as claims,
         (select count(distinct (influencer_id, clip_id))::int from postyard_claims) as facts,
         (select count(*)::int from postyard_claim_letters where settled_at is null) as letters,
         count(*) filter (where type = 'distribution.claim.received')::int as received,
         count(distinct data ->> 'claim') filter (where type = 'distribution.claim.received')::int as of_claims,
         count(*) filter (where type = 'distribution.claim.letter_kept')::int as kept,
         count(distinct data ->> 'letter') filter (where type = 'distribution.claim.letter_kept')::int as of_letters
       from postyard_events`,
    )
    return found
  }
  expect(await counts()).toEqual({
    ...{ claims: 160, facts: 160, received: 160, of_claims: 160 },
    ...{ letters: 40, kept: 40, of_letters: 40 },
  })
  // What the letters waited for: each of them is there, and becomes its claim.
  for (const nth of [clips, clips + 1]) await addClip(nth)
  expect(await counts()).toEqual({
    ...{ claims: 200, facts: 200, received: 200, of_claims: 200 },
    ...{ letters: 0, kept: 40, of_letters: 40 },
  })
})

const platforms = ['tiktok', 'instagram', 'youtube', 'snapchat']

test('three claims on four platforms, by servers and workers that are killed: each platform has each once', async () => {
  const influencer = await add('influencers', {
    ...{ name: 'Nia', reference: 'nia', user: nia.id },
    channels: [...Object.values(channels), snapchat],
  })
  const addClaim = async (nth: number) => {
    const caption = `Run ${nth}, and run with us.`
    const clip = await add('clips', {
      ...{ title: `Run ${nth}`, reference: `run ${nth}`, campaign, video, caption },
    })
    return add('claims', {
      ...{ claimId: `run ${nth}`, influencer, clip, campaign },
      claimedAt: new Date().toISOString(),
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    })
  }
  const claims = [await addClaim(1), await addClaim(2), await addClaim(3)]
  const [first = '', second = '', third = ''] = claims
  /** The second goes where nobody waits for the first. */
  const platformsOf = (id: string) => (id === second ? platforms.slice(1) : platforms)
  /** With a key, as the phone does; undefined where the process was killed before it answered. */
  const publish = (id: string) =>
    call(
      ...[present() as unknown as House, nia, 'POST' as const, `/claims/${id}/publish-multi`],
      ...[{ platforms: platformsOf(id) }, { 'idempotency-key': `publish-${id}` }],
    ).catch(() => undefined)
  const planned = (id: string) =>
    ask(
      'select d.id from postyard_claims c join postyard_deliveries d using (plan_id) where c.id = $1',
      id,
    )

  // A server ends in the midst of one command, when it has accepted the claim and writes its post; and as soon as what
  // another one did is to be seen, whether or not it has said so.
  const hold = await holdRow(house.payload, 'postyard_channels', channels.tiktok!)
  const cut = publish(first)
  await hold.someoneWaits()
  const unheard = publish(second)
  await eventually(
    () => planned(second),
    ({ length }) => length === 3,
  )
  await killPresent()
  await hold.release()
  expect(await cut).toBeUndefined()
  await unheard
  const standing = (id: string) => call(house, nia, 'GET', `/claims/${id}/standing`)
  expect((await standing(first)).body).toMatchObject({ state: 'claimed', post: null, plan: null })
  for (const id of [...claims, ...claims]) {
    const answer = await publish(id)
    expect(answer?.status, JSON.stringify(answer?.body)).toBe(200)
    expect(await planned(id)).toHaveLength(platformsOf(id).length)
  }
  const anew = await call(house, nia, 'POST', `/claims/${third}/publish`)
  expect(anew.body.code).toBe('INVALID_STATE_TRANSITION')

  // A worker ends when Postiz has taken its drafts, another when Postiz has been told to send one; neither hears of it.
  const steer = async (faults: object[]) => {
    const response = await fetch(`${postiz.url}/sandbox/faults`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify(faults),
    })
    expect(response.status, await response.text()).toBe(200)
  }
  const struck = async (): Promise<{ faults: { struck: number }[] }> =>
    (await fetch(`${postiz.url}/sandbox/faults`)).json() as never
  for (const match of [
    { method: 'POST', path: '/posts$' },
    { method: 'PUT', path: '/status$' },
  ]) {
    await steer([{ kind: 'hang-after', match, times: 1 }])
    present().child.send('work')
    await eventually(struck, ({ faults }) => faults[0]?.struck === 1)
    await killPresent()
    await endJobLeases(db)
  }
  await steer([])
  present().child.send('work')

  // Nia posts on Snapchat by hand, as she is asked.
  const tasks = await eventually(
    () => ask('select id from postyard_assist_tasks where tenant_id = $1', tenant),
    ({ length }) => length === claims.length,
  )
  for (const { id } of tasks) {
    const said = await call(house, nia, 'POST', `/assist/tasks/${id}/answer`, { outcome: 'posted' })
    expect(said.status, JSON.stringify(said.body)).toBe(200)
  }
  // Nothing that the killed ones began is under way any more, and time passes only while the living one has nothing in hand.
  const calmSince = new Date(Date.now() + 60 * 60_000)
  const hasRested = await comeToRest({
    ...{ db, timeoutMs: 60_000, signal: AbortSignal.timeout(60_000) },
    hurry: { calmSince, paceMs: 50, tick: () => tick({ payload: house.payload }).then(() => {}) },
  })
  expect(hasRested).toBe(true)

  const { publications } = (await (
    await fetch(`${postiz.url}/sandbox/publications?limit=100`)
  ).json()) as { publications: { text: string; integration: { id: string } }[] }
  const live = publications.map(
    ({ text, integration }) => `${text.match(/Run \d/)} ${integration.id}`,
  )
  const expected = claims.flatMap((id, nth) =>
    platformsOf(id).map((one) => `Run ${nth + 1} ${one}`),
  )
  expect(live.sort()).toEqual(expected.filter((one) => !one.endsWith('snapchat')).sort())
  for (const id of claims) expect((await standing(id)).body.state).toBe('published')
  await sequenceAll({ payload: house.payload })
  const told = () =>
    ask(
      `select id, data -> 'claim' ->> 'claimId' || ' ' || (data -> 'claim' ->> 'platform') as what
       from postyard_events where type = 'distribution.published' order by 2`,
    )
  const before = await told()
  expect(before.map(({ what }) => what)).toEqual(expected.map((one) => one.toLowerCase()).sort())
  // Where an end is taken up once more, nothing is told anew, and what was told keeps its id.
  const ends = await ask(
    `select id from postyard_events where type in ('distribution.delivery.published', 'distribution.delivery.dispatched')`,
  )
  await inOwnTransaction(house.payload, (tx) =>
    deriveEvents({ db: tx, ids: ends.map(({ id }) => String(id)) }),
  )
  expect(await told()).toEqual(before)
})
