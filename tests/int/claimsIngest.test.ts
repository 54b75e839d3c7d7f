import { randomUUID } from 'node:crypto'
import { commitTransaction, createLocalReq, initTransaction, type PayloadRequest } from 'payload'
import { operations, runFor } from 'postyard'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { signMessage } from '../../plugins/distribution/channels/webhook/signMessage.ts'
import { acceptClaim } from '../../plugins/distribution/claims/acceptClaim.ts'
import { readClaims } from '../../plugins/distribution/claims/claimRows.ts'
import { findFacts } from '../../plugins/distribution/claims/ingest/findFacts.ts'
import { tryDueLetters } from '../../plugins/distribution/claims/letters/takeUpLetters.ts'
import { startClock } from '../../plugins/distribution/dispatch/clock.ts'
import { enqueueLetters } from '../../plugins/distribution/dispatch/enqueueLetters.ts'
import { expireClaims } from '../../plugins/distribution/dispatch/expireClaims.ts'
import { claimLettersSlug } from '../../plugins/distribution/dispatch/wakeTask.ts'
import { claimSourceEndpoint } from '../../plugins/distribution/doors/claimSources.ts'
import { type Sample, samples } from '../../plugins/distribution/media/testing/samples.ts'
import { poolOf } from '../../plugins/distribution/model/database.ts'
import { inOwnTransaction } from '../../plugins/distribution/model/inOwnTransaction.ts'
import { addFile } from './support/addFile.ts'
import { addKey } from './support/addKey.ts'
import {
  type Answer,
  addManualChannel,
  addPerson,
  addPicture,
  addTenant,
  call,
  type Person,
} from './support/agency.ts'
import { cutStatements } from './support/cutStatements.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { openSerialPayload } from './support/openSerialPayload.ts'
import { query } from './support/scenes.ts'

let house: House
let tenant: string
let manager: Person
let influencerUser: Person
let sample: Sample
let video: string
let campaign: string
let clip: string
let influencer: string
let source: { id: string; secret: string }

const add = async (collection: string, data: Record<string, unknown>): Promise<string> => {
  const doc = await house.payload.create({
    collection: collection as 'media',
    data: { tenant, ...data } as never,
  })
  return doc.id as string
}

const ask = (text: string, ...values: unknown[]) => query(house.payload, text, values)

beforeAll(async () => {
  house = await openHouse()
  tenant = await addTenant(house.payload)
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  influencerUser = await addPerson(house, [{ tenant, roles: ['influencer'] }])
  sample = await samples.mp4()
  video = await addFile(house.payload, tenant, sample)
  const { body } = await call(house, manager, 'POST', '/claim-sources', { tenant, name: 'App' })
  source = body as typeof source
})

/** Each test has a campaign, a clip and an influencer of its own. */
beforeEach(async () => {
  campaign = await add('campaigns', { name: 'Summer', reference: randomUUID() })
  clip = await add('clips', { title: 'Run', reference: randomUUID(), campaign, video })
  influencer = await add('influencers', { name: 'Nia', reference: randomUUID() })
})

afterAll(() => house?.close())

type Facts = {
  claim_id?: unknown
  influencer_id?: unknown
  clip_id?: unknown
  [name: string]: unknown
}

const facts = (more: Facts = {}): Facts => ({
  ...{ claim_id: randomUUID(), influencer_id: influencer, clip_id: clip },
  ...more,
})

type Signing = { secret?: string; at?: Date; id?: string; tampered?: string }

const sendRaw = (
  body: string,
  { secret = source.secret, at = new Date(), id = source.id, tampered }: Signing = {},
) =>
  call(house, undefined, 'POST', `/claim-sources/${id}/events`, tampered ?? body, {
    'content-type': 'application/json',
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign('msg_1', at, body),
  })

const send = (data: Facts, signing?: Signing): Promise<Answer> =>
  sendRaw(JSON.stringify({ type: 'distribution.claimed', data }), signing)

const expectLetter = (answer: Answer, code: string) => {
  expect(answer.body.letter, JSON.stringify(answer.body)).toMatchObject({ code, settledAs: null })
  expect(answer.status).toBe(202)
}

const claimsOfClip = () => ask('select * from postyard_claims where clip_id = $1', clip)

const eventsAbout = (what: string, type: string) =>
  ask(
    `select data from postyard_events where type = 'distribution.claim.' || $2 and data::text like '%' || $1 || '%'`,
    what,
    type,
  )

test('a signed message becomes a claim of 24 hours, and the same again changes nothing', async () => {
  const said = facts()
  const first = await send(said)
  expect(first.status, JSON.stringify(first.body)).toBe(200)
  expect(first.body).toMatchObject({
    outcome: 'claimed',
    claim: { claimId: said.claim_id, state: 'claimed' },
  })
  const { claimedAt, expiresAt } = first.body.claim
  expect(Date.parse(expiresAt) - Date.parse(claimedAt)).toBe(24 * 3_600_000)
  const again = await send(said)
  expect(again.status).toBe(200)
  expect(again.body).toEqual({ ...first.body, outcome: 'repeated' })
  expect(await claimsOfClip()).toHaveLength(1)
  expect(await eventsAbout(first.body.claim.id, 'received')).toHaveLength(1)
})

test('references name the same as ids, and another name for the same three is the same claim', async () => {
  const first = await send(facts())
  const [named] = await ask(
    'select c.reference as clip, i.reference as influencer, p.reference as campaign from postyard_clips c, postyard_influencers i, postyard_campaigns p where c.id = $1 and i.id = $2 and p.id = $3',
    ...[clip, influencer, campaign],
  )
  const { body } = await send(
    facts({ clip_id: named!.clip, influencer_id: named!.influencer, campaign_id: named!.campaign }),
  )
  expect(body).toMatchObject({
    outcome: 'repeated',
    claim: { id: first.body.claim.id, claimId: first.body.claim.claimId },
  })
})

test('a program with a key and its scope does the same by API, and one without it does not', async () => {
  const people = { manager }
  const { key } = await addKey(house, { tenant, people }, { scopes: ['claims.ingest'] })
  const { key: other } = await addKey(house, { tenant, people })
  const body = { tenant, claimId: randomUUID(), influencer, clip }
  const by = (bearer: string) =>
    call(house, undefined, 'POST', '/claims/ingest', body, { authorization: `Bearer ${bearer}` })
  expect((await by(other)).body.code).toBe('FORBIDDEN')
  expect((await by(key)).body).toMatchObject({ outcome: 'claimed' })
  expect(
    (await send({ claim_id: body.claimId, influencer_id: influencer, clip_id: clip })).body.outcome,
  ).toBe('repeated')
  const kept = await call(house, manager, 'POST', '/claims/ingest', { ...body, clip: 'nothing' })
  expect(kept).toMatchObject({
    status: 202,
    body: { outcome: 'kept', letter: { code: 'CLIP_UNKNOWN' } },
  })
})

test('what cannot become a claim is kept with its reason, once however often it comes', async () => {
  const said = facts()
  await send(said)
  const otherClip = await add('clips', { title: 'Swim', reference: randomUUID(), campaign, video })
  const otherCampaign = await add('campaigns', { name: 'Winter', reference: randomUUID() })
  expectLetter(await send({ ...said, clip_id: otherClip }), 'CLAIM_CONFLICT')
  expectLetter(await send(facts({ campaign_id: otherCampaign })), 'CAMPAIGN_MISMATCH')
  expectLetter(await send(facts({ campaign_id: 'nowhere' })), 'CAMPAIGN_UNKNOWN')
  expectLetter(await send(facts({ influencer_id: 'nobody' })), 'INFLUENCER_UNKNOWN')
  const unknown = facts({ clip_id: 'nothing' })
  const first = await send(unknown)
  expectLetter(first, 'CLIP_UNKNOWN')
  const again = await send(unknown)
  expect(again.body.letter).toMatchObject({ id: first.body.letter.id, tries: 2 })
  expect(await eventsAbout(String(unknown.claim_id), 'letter_kept')).toHaveLength(1)
  await house.payload.update({
    collection: 'campaigns' as 'media',
    id: campaign,
    data: { endsAt: new Date(Date.now() - 60_000).toISOString() } as never,
  })
  expectLetter(await send(facts({ clip_id: otherClip })), 'CAMPAIGN_OVER')
  // What was claimed before its end goes on, also where its message is late.
  const claimed_at = new Date(Date.now() - 120_000).toISOString()
  expect((await send(facts({ clip_id: otherClip, claimed_at }))).body.outcome).toBe('claimed')
  expect((await send(said)).body.outcome).toBe('repeated')
})

test('the time counts from when it was claimed; one that is yet to come is now, one long ago is over', async () => {
  const late = await send(facts({ claimed_at: '2026-01-01T10:00:00+01:00' }))
  expect(late.body.claim).toMatchObject({ state: 'expired', expiresAt: '2026-01-02T09:00:00.000Z' })
  clip = await add('clips', { title: 'Swim', reference: randomUUID(), campaign, video })
  const early = await send(facts({ claimed_at: '2999-01-01T00:00:00Z' }))
  expect(Math.abs(Date.parse(early.body.claim.claimedAt) - Date.now())).toBeLessThan(10_000)
})

test('a letter becomes a claim as soon as what it names is there, with the time at which it came', async () => {
  const [clipName, whom, where] = [randomUUID(), randomUUID(), randomUUID()]
  const said = facts({ clip_id: clipName, influencer_id: whom, campaign_id: where })
  const kept = await send(said)
  expectLetter(kept, 'CLIP_UNKNOWN')
  const receivedAt = new Date(Date.now() - 25 * 3_600_000).toISOString()
  await ask(
    'update postyard_claim_letters set received_at = $2 where id = $1',
    kept.body.letter.id,
    receivedAt,
  )
  const data = { reference: where } as never
  clip = await add('clips', { title: 'Run', reference: clipName, campaign, video })
  influencer = await add('influencers', { name: 'Bo', reference: whom })
  expect(await claimsOfClip()).toHaveLength(0)
  // A campaign that is called otherwise brings it about, too.
  await house.payload.update({ collection: 'campaigns' as 'media', id: campaign, data })
  const [claim] = await claimsOfClip()
  expect(claim).toMatchObject({ claim_id: said.claim_id, influencer_id: influencer })
  expect(claim!.claimed_at.toISOString()).toBe(receivedAt)
  const { body } = await call(
    house,
    manager,
    'GET',
    `/claim-letters?tenant=${tenant}&state=settled`,
  )
  expect(body.letters[0]).toMatchObject({
    id: kept.body.letter.id,
    settledAs: 'claimed',
    claim: claim!.id,
    tries: 3,
  })
  expect((await send(said)).body).toMatchObject({
    outcome: 'repeated',
    claim: { state: 'expired' },
  })
})

test('a message that comes again when it can become a claim ends its letter, and keeps its time', async () => {
  const data = { endsAt: new Date(Date.now() - 60_000).toISOString() }
  const change = (data: Record<string, unknown>) =>
    house.payload.update({ collection: 'campaigns' as 'media', id: campaign, data: data as never })
  await change(data)
  const said = facts()
  const { letter } = (await send(said)).body
  await change({ endsAt: null })
  const { body } = await send(said)
  expect(body).toMatchObject({ outcome: 'claimed', claim: { state: 'claimed' } })
  expect(body.claim.claimedAt).toBe(letter.receivedAt)
  const [ended] = await ask('select * from postyard_claim_letters where id = $1', letter.id)
  expect(ended).toMatchObject({ settled_as: 'claimed', claim: body.claim.id })
})

test('more letters than one transaction has room for are taken up by a job of the next tick', async () => {
  const name = randomUUID()
  await ask(
    `insert into postyard_claim_letters (tenant, claim_id, clip, influencer, print, body, code, message, received_at)
     select $1, 'many ' || n, $2, $3, 'many ' || n,
       jsonb_build_object('claim_id', 'many ' || n, 'clip_id', $2::text, 'influencer_id', $3::text), 'CLIP_UNKNOWN', '', now()
     from generate_series(1, 130) n`,
    ...[tenant, name, influencer],
  )
  await add('clips', { title: 'Run', reference: name, campaign, video })
  const open = () =>
    ask(`select 1 from postyard_claim_letters where clip = $1 and settled_at is null`, name)
  expect(await open()).toHaveLength(30)
  const enqueue = (now: number) => enqueueLetters({ payload: house.payload, now: new Date(now) })
  expect(await enqueue(Date.now())).toBe(1)
  expect(await enqueue(Date.now() + 60_000)).toBe(0)
  await tryDueLetters({ payload: house.payload, tenant })
  expect(await open()).toHaveLength(0)
})

test('a message and what it waits for, at the same moment, never miss each other', async () => {
  for (let round = 0; round < 8; round += 1) {
    const name = randomUUID()
    const said = facts({ clip_id: name })
    const make = async () => {
      await new Promise((resolve) => setTimeout(resolve, round * 3))
      return add('clips', { title: 'Run', reference: name, campaign, video })
    }
    await Promise.all([send(said), make()])
    expect(
      await ask('select 1 from postyard_claims where claim_id = $1', said.claim_id),
    ).toHaveLength(1)
  }
})

test('a letter that is tried while what it misses is being made does not stay behind', async () => {
  const name = randomUUID()
  const { letter } = (await send(facts({ clip_id: name }))).body
  // It was kept for another reason first, so that nobody takes it up for a clip.
  await ask("update postyard_claim_letters set code = 'CAMPAIGN_MISMATCH' where id = $1", letter.id)
  const req = await createLocalReq({}, house.payload)
  await initTransaction(req)
  const data = { tenant, title: 'Run', reference: name, campaign, video } as never
  await house.payload.create({ collection: 'clips' as 'media', data, req })
  const trying = call(house, manager, 'POST', `/claim-letters/${letter.id}/retry`)
  await new Promise((resolve) => setTimeout(resolve, 250))
  await commitTransaction(req)
  expect((await trying).body).toMatchObject({ settledAs: 'claimed' })
})

test('what a program calls by a number is never mistaken for a record that has it as its id', async () => {
  const payload = { db: { defaultIDType: 'number' as const } }
  const given = { claimId: '42', influencer: '42', clip: '42', campaign: null, claimedAt: null }
  const find = () => findFacts({ payload, db: poolOf(house.payload), tenant, given })
  expect(await find()).toMatchObject({ code: 'CLIP_UNKNOWN' })
  clip = await add('clips', { title: 'Swim', reference: '42', campaign, video })
  influencer = await add('influencers', { name: 'Bo', reference: '42' })
  expect(await find()).toMatchObject({ clip, influencer, campaign })
})

test('a claim is found by our id first, and where programs of the older contract look by their name for it', async () => {
  const first = (await send(facts())).body.claim
  clip = await add('clips', { title: 'Swim', reference: randomUUID(), campaign, video })
  const named = (await send(facts({ claim_id: first.id }))).body.claim
  const other = await addTenant(house.payload)
  const stranger = await addPerson(house, [{ tenant: other, roles: ['manager'] }])
  const find = (id: unknown, by = manager) => call(house, by, 'GET', `/claims/${id}/standing`)
  expect((await find(first.id)).body.id).toBe(first.id)
  expect((await find(named.id)).body.id).toBe(named.id)
  expect((await find(first.claimId)).body.id).toBe(first.id)
  expect((await find(first.id, stranger)).body.code).toBe('NOT_FOUND')
  expect((await find(99_999_999_999)).body.code).toBe('NOT_FOUND')
  const dress = (id: string) =>
    call(house, manager, 'POST', `/v1/distribution/items/${id}/overlays`, { fit: 'crop' })
  expect((await dress(first.id)).body.id).toBe(named.id)
  expect((await dress(named.id)).body.id).toBe(named.id)
  expect((await dress(first.claimId)).body.id).toBe(first.id)
})

test('where our ids are numbers, those by which a program counts its claims are not mistaken for them', async () => {
  const payload = await openSerialPayload()
  try {
    const make = async (collection: string, data: Record<string, unknown>): Promise<number> =>
      (await payload.create({ collection: collection as 'media', data: data as never }))
        .id as unknown as number
    const [tenant, foreign] = [await make('tenants', {}), await make('tenants', {})]
    const log = { email: 'a@example.test', password: randomUUID() }
    const roles = [{ tenant, roles: ['manager'] }]
    const person = await make('users', { ...log, tenants: roles })
    const user = {
      ...(await payload.findByID({ collection: 'users', id: person, depth: 0 })),
      collection: 'users',
    }
    const ask = (text: string, ...values: unknown[]) => query(payload, text, values)
    const [file] = await ask(
      `insert into media (tenant_id, filename, mime_type, updated_at, created_at)
       values ($1, 'run.mp4', 'video/mp4', now(), now()) returning id`,
      tenant,
    )
    const campaign = await make('campaigns', { tenant, name: 'Summer', reference: 'summer' })
    const influencer = await make('influencers', { tenant, name: 'Nia', reference: 'nia' })
    for (const reference of ['a', 'b', 'c', 'd']) {
      await make('clips', { tenant, title: 'Run', reference, campaign, video: file!.id })
    }
    const ingest = async (clip: string, claimId: string) => {
      const input = { tenant, claimId, influencer: 'nia', clip }
      const { claim } = await runFor({ payload, operation: operations.ingestClaim, input, user })
      return claim?.id
    }
    // Our 1 is their 2, our 2 is their 3, our 3 is their 900; a clip is no claim's because it has the number that is said.
    const ids = [await ingest('a', '2'), await ingest('b', '3'), await ingest('c', '900')]
    expect(ids).toEqual([1, 2, 3])
    expect(await ingest('4', '901')).toBeUndefined()
    expect(await ingest('a', '2')).toBe(1)
    const find = (id: string | number) =>
      runFor({ payload, operation: operations.readClaim, input: { id }, user }).then(
        (claim) => claim.id,
        ({ code }) => code,
      )
    expect(await Promise.all([1, '1', 2, '2', '3'].map(find))).toEqual([1, 1, 2, 2, 3])
    expect(await Promise.all(['900', 900, '904', '2147483648'].map(find))).toEqual([
      ...[3, 3, 'NOT_FOUND', 'NOT_FOUND'],
    ])
    // The number of a foreign client's claim says nothing of it: here it is a name like any other.
    const [theirs] = await ask(
      `insert into postyard_claims
         (tenant_id, claim_id, influencer_id, clip_id, campaign_id, claimed_at, expires_at, retries, updated_at, created_at)
       select $1, 'x', influencer_id, clip_id, $2, now(), now(), 0, now(), now() from postyard_claims where id = 1
       returning id`,
      ...[foreign, await make('campaigns', { tenant: foreign, name: 'W', reference: 'w' })],
    )
    expect(await find(theirs!.id)).toBe('NOT_FOUND')
    const own = await ingest('d', String(theirs!.id))
    expect(await find(theirs!.id)).toBe(own)
    expect(influencer).toBe(1)
  } finally {
    await payload.destroy()
  }
})

test('the same message twenty times at once is one claim, and so are twenty names for it', async () => {
  const said = facts()
  const same = await Promise.all(Array.from({ length: 20 }, () => send(said)))
  expect(same.map(({ status }) => status)).toEqual(Array(20).fill(200))
  expect(same.filter(({ body }) => body.outcome === 'claimed')).toHaveLength(1)
  influencer = await add('influencers', { name: 'Bo', reference: randomUUID() })
  const named = await Promise.all(Array.from({ length: 20 }, () => send(facts())))
  expect(named.filter(({ body }) => body.outcome === 'claimed')).toHaveLength(1)
  expect(new Set(named.map(({ body }) => body.claim.id)).size).toBe(1)
  expect(await claimsOfClip()).toHaveLength(2)
})

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()

test('a claim that has expired opens again when it is claimed anew, with a window of its own', async () => {
  const old = facts({ claimed_at: hoursAgo(50) })
  const first = (await send(old)).body.claim
  expect(first.state).toBe('expired')
  const anew = facts({ claimed_at: hoursAgo(1) })
  const { body } = await send(anew)
  expect(body).toMatchObject({
    outcome: 'claimed',
    claim: { id: first.id, claimId: anew.claim_id, state: 'claimed', claimedAt: anew.claimed_at },
  })
  expect(Date.parse(body.claim.expiresAt) - Date.parse(body.claim.claimedAt)).toBe(24 * 3_600_000)
  // Its end was told before its new beginning, though nobody had come to that yet, and each once.
  const told = await ask(
    `select type, data ->> 'claimId' as name from postyard_events where data ->> 'claim' = $1 order by occurred_at, type`,
    first.id,
  )
  expect(told.map(({ type, name }) => [String(type).split('.').at(-1), name])).toEqual([
    ['received', old.claim_id],
    ['expired', old.claim_id],
    ['received', anew.claim_id],
  ])
  // It ends again as any other does, and is told of again.
  await ask('update postyard_claims set expires_at = now() where id = $1', first.id)
  await expireClaims({ payload: house.payload })
  expect(await eventsAbout(first.id, 'expired')).toHaveLength(2)
  // Both names are of this claim from now on, and of no other one.
  for (const { claim_id: name } of [old, anew]) {
    const found = await call(house, manager, 'GET', `/claims/${name}/standing`)
    expect(found.body.id, JSON.stringify(found.body)).toBe(first.id)
  }
  clip = await add('clips', { title: 'Swim', reference: randomUUID(), campaign, video })
  expectLetter(await send(facts({ claim_id: old.claim_id })), 'CLAIM_CONFLICT')
})

test('no repeat opens a claim that has expired, and nothing that was claimed before its end', async () => {
  const first = facts({ claimed_at: hoursAgo(100) })
  // While it lived it was sent under this name too, and nobody said when it was claimed.
  const alias = facts()
  const opened = (await send({ ...first, claimed_at: hoursAgo(1) })).body.claim
  expect((await send(alias)).body).toMatchObject({ outcome: 'repeated', claim: opened })
  await ask(
    `update postyard_claims set claimed_at = $2, expires_at = $2::timestamptz + interval '24 hours' where id = $1`,
    ...[opened.id, first.claimed_at],
  )
  const second = facts({ claimed_at: hoursAgo(50) })
  const within = facts({ claimed_at: hoursAgo(80) })
  for (const said of [first, alias, within, { ...first, claimed_at: hoursAgo(0) }]) {
    expect((await send(said)).body).toMatchObject({
      outcome: 'repeated',
      claim: { claimId: first.claim_id, state: 'expired' },
    })
  }
  expect((await send(second)).body.outcome).toBe('claimed')
  // Those of before come late, under names known and unknown.
  for (const said of [first, alias, second, within, facts({ claimed_at: hoursAgo(70) })]) {
    expect((await send(said)).body).toMatchObject({
      outcome: 'repeated',
      claim: { claimId: second.claim_id, claimedAt: second.claimed_at, state: 'expired' },
    })
  }
  const found = await call(house, manager, 'GET', `/claims/${alias.claim_id}/standing`)
  expect(found.body.id).toBe(opened.id)
  expect(await claimsOfClip()).toHaveLength(1)
})

test('what was cancelled or has gone out does not open again, nor anything of a campaign that is over', async () => {
  const first = (await send(facts({ claimed_at: hoursAgo(50) }))).body.claim
  const set = (column: string, at: string | null) =>
    ask(`update postyard_claims set ${column} = $2 where id = $1`, first.id, at)
  for (const column of ['cancelled_at', 'accepted_at']) {
    await set(column, hoursAgo(49))
    expect((await send(facts())).body.outcome).toBe('repeated')
    await set(column, null)
  }
  const change = (endsAt: string | null) =>
    house.payload.update({
      collection: 'campaigns' as 'media',
      id: campaign,
      data: { endsAt } as never,
    })
  await change(hoursAgo(2))
  const late = facts({ claimed_at: hoursAgo(1) })
  expectLetter(await send(late), 'CAMPAIGN_OVER')
  await change(null)
  expect((await send(late)).body).toMatchObject({
    outcome: 'claimed',
    claim: { id: first.id, state: 'claimed' },
  })
})

test('claimed anew twenty times at once it opens once, and can be acted on again', async () => {
  const first = (await send(facts({ claimed_at: hoursAgo(50) }))).body.claim
  const anew = facts()
  const sent = await Promise.all(
    Array.from({ length: 20 }, (_, nth) => send(nth % 2 === 0 ? anew : facts())),
  )
  expect(sent.map(({ status }) => status)).toEqual(Array(20).fill(200))
  expect(sent.filter(({ body }) => body.outcome === 'claimed')).toHaveLength(1)
  expect(new Set(sent.map(({ body }) => body.claim.claimId)).size).toBe(1)
  expect(await eventsAbout(first.id, 'received')).toHaveLength(2)
  const { body } = await call(house, manager, 'POST', `/claims/${first.id}/cancel`)
  expect(body).toMatchObject({ id: first.id, state: 'cancelled' })
})

test('only what the source signed of late is taken, and nobody is told whether there is such a source', async () => {
  const said = facts()
  const body = JSON.stringify({ type: 'distribution.claimed', data: said })
  const minutes = (count: number) => new Date(Date.now() + count * 60_000)
  const refused = await Promise.all([
    send(said, { secret: `whsec_${Buffer.alloc(32).toString('base64')}` }),
    send(said, { at: minutes(-6) }),
    send(said, { at: minutes(6) }),
    send(said, { id: randomUUID() }),
    sendRaw(body, { tampered: body.replace(clip, randomUUID()) }),
    call(house, manager, 'POST', `/claim-sources/${source.id}/events`, body),
  ])
  const told = refused.map(({ status, body: problem }) => [status, problem.code, problem.detail])
  expect(new Set(told.map(String)).size).toBe(1)
  expect(told[0]?.slice(0, 2)).toEqual([401, 'SIGNATURE_INVALID'])
  expect(await claimsOfClip()).toHaveLength(0)
})

test('who made, renewed and removed a source stands among the events, and no secret does', async () => {
  const made = await call(house, manager, 'POST', '/claim-sources', { tenant, name: 'Old app' })
  const { id, secret } = made.body
  for (const act of ['renew', 'delete']) {
    expect((await call(house, manager, 'POST', `/claim-sources/${id}/${act}`)).status).toBe(200)
  }
  const told = await ask(
    `select type, actor_id, data from postyard_events
     where tenant_id = $1 and data ->> 'source' = $2 order by occurred_at`,
    ...[tenant, id],
  )
  const data = { source: id, name: 'Old app' }
  expect(told).toMatchObject([
    { type: 'distribution.claim_source.created', actor_id: manager.id, data },
    { type: 'distribution.claim_source.renewed', actor_id: manager.id, data },
    { type: 'distribution.claim_source.deleted', actor_id: manager.id, data },
  ])
  expect(JSON.stringify(told)).not.toContain(secret)
})

test('a step of the tick that fails keeps claims from neither their end nor being taken up, and is seen', async () => {
  const { claim } = (await send(facts())).body
  await ask('update postyard_claims set expires_at = now() where id = $1', claim.id)
  const [name, table] = [randomUUID(), 'postyard_idempotency_keys']
  const { letter } = (await send(facts({ clip_id: name }))).body
  await ask('update postyard_claim_letters set due_at = now() where id = $1', letter.id)
  await ask(
    'delete from payload_jobs where task_slug = $1::text::enum_payload_jobs_task_slug',
    claimLettersSlug,
  )
  const error = vi.spyOn(house.payload.logger, 'error').mockImplementation(() => undefined)
  await ask(`alter table ${table} rename to elsewhere`)
  const clock = await startClock({ payload: house.payload })
  try {
    expect(clock.failing()).toEqual(['forgetAnswers'])
    expect(String(error.mock.calls)).toContain('forgetAnswers')
  } finally {
    await clock.stop()
    error.mockRestore()
    await ask(`alter table elsewhere rename to ${table}`)
  }
  expect(await eventsAbout(claim.id, 'expired')).toHaveLength(1)
  const jobs = await ask(`select task_slug from payload_jobs where input ->> 'tenant' = $1`, tenant)
  expect(jobs.map(({ task_slug: slug }) => slug)).toContain(claimLettersSlug)
})

test('a source whose secret cannot be decrypted is sent to again, tells nobody its name, and goes on with a new secret', async () => {
  const made = await call(house, manager, 'POST', '/claim-sources', { tenant, name: 'Locked app' })
  const { id, secret } = made.body
  // What was encrypted for another source cannot be decrypted for this one.
  await ask(
    'update postyard_claim_sources set sealed = (select sealed from postyard_claim_sources where id = $2) where id = $1',
    ...[id, source.id],
  )
  const error = vi.spyOn(house.payload.logger, 'error').mockImplementation(() => undefined)
  try {
    const { status, body } = await send(facts(), { id, secret })
    expect([status, body.code]).toEqual([503, 'CLAIM_SOURCE_UNREADABLE'])
    expect(JSON.stringify(body)).not.toContain('Locked app')
    expect(error.mock.calls[0]?.[0]).toMatchObject({ source: id, tenant })
  } finally {
    error.mockRestore()
  }
  const listed = await call(house, manager, 'GET', `/claim-sources?tenant=${tenant}`)
  const readable = (one: string) =>
    listed.body.sources.find((found: { id: string }) => found.id === one).isReadable
  expect([readable(id), readable(source.id)]).toEqual([false, true])
  const renewed = await call(house, manager, 'POST', `/claim-sources/${id}/renew`)
  expect(renewed.body).toMatchObject({ isReadable: true, oldSecretUntil: null })
  expect((await send(facts(), { id, secret: renewed.body.secret })).status).toBe(200)
})

test('a renewed secret leaves the one before it a day, and a deleted source sends nothing', async () => {
  const made = await call(house, manager, 'POST', '/claim-sources', { tenant, name: 'Other app' })
  const { id, secret: old } = made.body
  expect(made.body.address).toMatch(new RegExp(`/api/claim-sources/${id}/events$`))
  const { body } = await call(house, manager, 'POST', `/claim-sources/${id}/renew`)
  const by = async (secret: string) => (await send(facts(), { id, secret })).status
  expect([await by(old), await by(body.secret)]).toEqual([200, 200])
  // The program may still sign with the old one, which a second renewal would end.
  const refused = await call(house, manager, 'POST', `/claim-sources/${id}/renew`)
  expect([refused.status, refused.body.code]).toEqual([409, 'OLD_SECRET_HOLDS'])
  expect(refused.body.detail).toContain(body.oldSecretUntil)
  expect([await by(old), await by(body.secret)]).toEqual([200, 200])
  const force = { force: true }
  const later = await call(house, manager, 'POST', `/claim-sources/${id}/renew`, force)
  expect([await by(old), await by(body.secret), await by(later.body.secret)]).toEqual([
    401, 200, 200,
  ])
  const listed = await call(house, manager, 'GET', `/claim-sources?tenant=${tenant}`)
  expect(JSON.stringify(listed.body)).not.toContain('whsec_')
  expect(listed.body.sources.find((one: { id: string }) => one.id === id).lastAt).not.toBeNull()
  await call(house, manager, 'POST', `/claim-sources/${id}/delete`)
  expect(await by(later.body.secret)).toBe(401)
  const [event] = await eventsAbout(later.body.secret, 'received')
  expect(event).toBeUndefined()
})

test('a message that says it wrong is refused, and kept for people to see', async () => {
  const wrong = await send({ claim_id: 'wrong-1', influencer_id: influencer })
  expect(wrong).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } })
  expect(wrong.body.detail).toContain('data.clip_id')
  await send({ claim_id: 'wrong-1', influencer_id: influencer })
  const { body } = await call(
    house,
    manager,
    'GET',
    `/claim-letters?tenant=${tenant}&code=EVENT_INVALID`,
  )
  expect(body.letters).toMatchObject([{ tries: 2, body: { data: { claim_id: 'wrong-1' } } }])
  expect((await sendRaw('{')).body.code).toBe('INVALID_JSON')
  expect((await sendRaw('{"type":"other.event","data":{}}')).body.code).toBe('INVALID_INPUT')
  expect((await send(facts({ clip_id: 'a\u0000b' }))).body.code).toBe('INVALID_INPUT')
  expect((await sendRaw(JSON.stringify({ x: 'x'.repeat(70_000) }))).status).toBe(413)
})

test('people try letters again and drop them, and of a foreign client there are none', async () => {
  const said = facts({
    campaign_id: await add('campaigns', { name: 'W', reference: randomUUID() }),
  })
  const { id } = (await send(said)).body.letter
  const act = (what: string, by = manager) =>
    call(house, by, 'POST', `/claim-letters/${id}/${what}`)
  const other = await addTenant(house.payload)
  const stranger = await addPerson(house, [{ tenant: other, roles: ['manager'] }])
  expect((await act('retry', stranger)).status).toBe(404)
  expect((await act('retry', influencerUser)).status).toBe(403)
  expect((await act('retry')).body).toMatchObject({
    settledAs: null,
    code: 'CAMPAIGN_MISMATCH',
    tries: 2,
  })
  await house.payload.update({
    collection: 'clips' as 'media',
    id: clip,
    data: { campaign: said.campaign_id } as never,
  })
  const tried = await act('retry')
  expect(tried.body).toMatchObject({ settledAs: 'claimed' })
  expect((await claimsOfClip())[0]!.id).toBe(tried.body.claim)
  expect((await act('drop')).body.code).toBe('INVALID_STATE_TRANSITION')
  const dropped = (await send(facts({ clip_id: 'nothing' }))).body.letter.id
  const drop = () => call(house, manager, 'POST', `/claim-letters/${dropped}/drop`)
  expect((await drop()).body).toMatchObject({ settledAs: 'dropped', claim: null })
  expect((await drop()).status).toBe(200)
})

/** Signed as `send` does, but answered in this very process. */
const sendHere = (data: Facts): Promise<Response> => {
  const body = JSON.stringify({ type: 'distribution.claimed', data })
  const now = new Date()
  const request = new Request('http://here', {
    method: 'POST',
    body,
    headers: signMessage({ id: 'msg_1', body, secrets: [source.secret], now }),
  })
  const req = Object.assign(request, { payload: house.payload, routeParams: { id: source.id } })
  return Promise.resolve(claimSourceEndpoint.handler(req as unknown as PayloadRequest))
}

test('wherever its process ends, a message is taken as a whole or not at all, and its repeat ends it', async () => {
  const cutter = cutStatements(house.payload)
  const { level } = house.payload.logger
  house.payload.logger.level = 'silent'
  try {
    for (const name of [clip, 'nothing-yet']) {
      // After a statement is the same as before the next one.
      for (let at = 1, isCut = true; isCut; at += 1) {
        influencer = await add('influencers', { name: 'Nia', reference: randomUUID() })
        const said = facts({ clip_id: name })
        const run = await cutter.run({ at, when: 'after' }, async () => {
          const { status } = await sendHere(said)
          if (status >= 500) throw new Error('cut')
        })
        isCut = run.isCut
        const [found] = await ask(
          `select (select count(*) from postyard_claims where claim_id = $1)::int as claims,
             (select count(*) from postyard_claim_letters where claim_id = $1)::int as letters,
             (select count(*) from postyard_events where data->>'claimId' = $1)::int as events`,
          said.claim_id,
        )
        expect(found!.events).toBe(found!.claims + found!.letters)
        const again = await send(said)
        expect(again.status).toBe(name === clip ? 200 : 202)
        const type = name === clip ? 'received' : 'letter_kept'
        expect(await eventsAbout(String(said.claim_id), type)).toHaveLength(1)
      }
    }
  } finally {
    house.payload.logger.level = level
    cutter.close()
  }
})

test('of 10,000 claims that end at one instant none is accepted after it, and none that was accepted is lost', async () => {
  const db = poolOf(house.payload)
  await ask(
    `with people as (
       insert into postyard_influencers (tenant_id, name, reference, updated_at, created_at)
       select $1, 'Nia', 'of-many ' || n, now(), now() from generate_series(1, 10000) n returning id
     )
     insert into postyard_claims
       (tenant_id, claim_id, influencer_id, clip_id, campaign_id, claimed_at, expires_at, retries, updated_at, created_at)
     select $1, 'ends ' || id, id, $2, $3, now(), now() + interval '1 day', 0, now(), now() from people`,
    ...[tenant, clip, campaign],
  )
  const ids = (
    await ask('select id from postyard_claims where clip_id = $1 order by random() limit 400', clip)
  ).map(({ id }) => id as string)
  const accepted: string[] = []
  const late: string[] = []
  const accept = async (id: string) => {
    try {
      await inOwnTransaction(house.payload, async (tx) => {
        await readClaims(tx, { tenant, ids: [id], isLocked: true })
        await acceptClaim(tx, { id, tenant_id: tenant })
      })
      accepted.push(id)
    } catch (error) {
      expect(error).toMatchObject({ code: 'INVALID_STATE_TRANSITION' })
      late.push(id)
    }
  }
  // Some long before, so that it does not matter how fast the others are.
  for (const id of ids.splice(0, 20)) await accept(id)
  const end = new Date(Date.now() + 1_200)
  await ask('update postyard_claims set expires_at = $2 where clip_id = $1', clip, end)
  const isOver = async () => (await ask('select clock_timestamp() > $1 as over', end))[0]!.over
  let isSwept = false
  const sweep = async () => {
    while (!isSwept) {
      isSwept = await isOver()
      await expireClaims({ payload: house.payload })
    }
  }
  const command = async (own: string[]) => {
    for (const id of own) {
      await accept(id)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  const shares = Array.from({ length: 8 }, (_, at) => ids.filter((_, index) => index % 8 === at))
  await Promise.all([sweep(), sweep(), ...shares.map(command)])
  await expireClaims({ payload: house.payload })
  expect([accepted.length > 0, late.length > 0]).toEqual([true, true])
  const rows = await ask(
    'select id, accepted_at, expired_at, expires_at from postyard_claims where clip_id = $1',
    clip,
  )
  expect(
    rows
      .filter((row) => row.accepted_at)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(accepted.toSorted())
  expect(
    rows.filter((row) => row.accepted_at && (row.expired_at || row.accepted_at >= row.expires_at)),
  ).toEqual([])
  expect(rows.filter((row) => row.expired_at)).toHaveLength(10_000 - accepted.length)
  const [told] = await ask(
    `select count(*)::int as events, count(distinct data->>'claim')::int as claims from postyard_events
     where type = 'distribution.claim.expired' and data->>'clip' = $1`,
    clip,
  )
  expect(told).toEqual({ events: 10_000 - accepted.length, claims: 10_000 - accepted.length })
  const [one] = await readClaims(db, { tenant, ids: [late[0]!] })
  expect(one).toMatchObject({ state: 'expired' })
})

test('clips show videos of their client, influencers are people of it with one account for each platform', async () => {
  const flawed = (collection: string, data: Record<string, unknown>) =>
    call(house, manager, 'POST', `/${collection}`, {
      tenant,
      name: 'N',
      title: 'N',
      reference: randomUUID(),
      ...data,
    })
  const other = await addTenant(house.payload)
  const picture = await addPicture(house.payload, tenant)
  const foreignVideo = await addFile(house.payload, other, sample)
  const [foreign] = await ask(
    `insert into postyard_campaigns (tenant_id, name, reference, updated_at, created_at) values ($1, 'N', 'n', now(), now()) returning id`,
    other,
  )
  const tiktok = () => addManualChannel(house.payload, tenant, { name: 'T', platform: 'tiktok' })
  const snap = await addManualChannel(house.payload, tenant, { name: 'S', platform: 'snapchat' })
  const foreignChannel = await addManualChannel(house.payload, other)
  const wrong = [
    await flawed('clips', { campaign, video: picture }),
    await flawed('clips', { campaign, video: foreignVideo }),
    await flawed('clips', { campaign: foreign!.id, video }),
    await flawed('influencers', { user: manager.id }),
    await flawed('influencers', { channels: [foreignChannel] }),
    await flawed('influencers', { channels: [await tiktok(), snap, await tiktok()] }),
  ]
  expect(wrong.map(({ status }) => status)).toEqual(Array(6).fill(400))
  const right = await flawed('influencers', {
    user: influencerUser.id,
    channels: [await tiktok(), snap],
  })
  expect(right.status, JSON.stringify(right.body)).toBe(201)
})

test('what claims tell of is not deleted', async () => {
  const remove = async (path: string) => {
    const { status, body } = await call(house, manager, 'DELETE', path)
    return [status, body.errors?.[0]?.data?.code]
  }
  expect(await remove(`/media/${video}`)).toEqual([409, 'MEDIA_IS_CLIP'])
  expect(await remove(`/campaigns/${campaign}`)).toEqual([409, 'CAMPAIGN_HAS_CLAIMS'])
  await send(facts())
  expect(await remove(`/clips/${clip}`)).toEqual([409, 'CLIP_HAS_CLAIMS'])
  expect(await remove(`/influencers/${influencer}`)).toEqual([409, 'INFLUENCER_HAS_CLAIMS'])
  const free = await add('influencers', { name: 'Free', reference: randomUUID() })
  expect(await remove(`/influencers/${free}`)).toEqual([200, undefined])
})
