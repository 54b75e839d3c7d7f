import { randomUUID } from 'node:crypto'
import { operations, runFor } from 'postyard'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { notifyAgent } from '../../plugins/distribution/assist/notifyAgent.ts'
import type { ClaimAnswer } from '../../plugins/distribution/claims/claimAnswer.ts'
import { sweepDeadlines } from '../../plugins/distribution/dispatch/sweepDeadlines.ts'
import { sequenceAll } from '../../plugins/distribution/events/sequence/sequenceEvents.ts'
import { samples } from '../../plugins/distribution/media/testing/samples.ts'
import type { Role } from '../../plugins/distribution/security/permissions.ts'
import type { PostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { addFile } from './support/addFile.ts'
import { type Answer, addPerson, addTenant, call, type Person } from './support/agency.ts'
import { connectClipAccounts, startClipSandbox } from './support/clipAccounts.ts'
import { cutStatements } from './support/cutStatements.ts'
import { eventually } from './support/eventually.ts'
import { expectProblem } from './support/expectProblem.ts'
import { holdRow } from './support/holdRow.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { query } from './support/scenes.ts'

let house: House
let postiz: PostizSandbox
let tenant: string
let clip: string
let ident: string
let campaign: string
let influencer: string
let snapchat: string
const people: Record<string, Person> = {}
const channels: Record<string, string> = {}

type Place = ClaimAnswer['platforms'][number]

const minute = 60_000
const day = 24 * 60 * minute
const inMs = (ms: number) => new Date(Date.now() + ms).toISOString()

const insert = async (collection: string, data: Record<string, unknown>): Promise<string> => {
  const doc = await house.payload.create({
    collection: collection as 'clips',
    data: { tenant, reference: randomUUID(), ...data } as never,
  })
  return (doc as unknown as { id: string }).id
}

const ask = (text: string, values: unknown[] = []) => query(house.payload, text, values)

const roles: Role[] = [
  ...(['manager', 'editor', 'approver', 'field-agent', 'campaign-manager'] as const),
  ...(['influencer', 'api-agent'] as const),
]

beforeAll(async () => {
  postiz = await startClipSandbox()
  house = await openHouse()
  const connected = await connectClipAccounts(house, postiz)
  tenant = connected.tenant
  Object.assign(channels, connected.channels)
  for (const role of roles) people[role] = await addPerson(house, [{ tenant, roles: [role] }])
  people.other = await addPerson(house, [{ tenant, roles: ['influencer'] }])
  const elsewhere = await addTenant(house.payload)
  people.elsewhere = await addPerson(house, [{ tenant: elsewhere, roles: ['manager'] }])
  snapchat = await insert('channels', { name: 'Nia', platform: 'snapchat', kind: 'manual' })
  channels.snapchat = snapchat
  influencer = await insert('influencers', {
    ...{ name: 'Nia', user: people.influencer!.id, channels: Object.values(channels) },
  })
  await insert('influencers', { name: 'Otto', user: people.other.id })
  campaign = await insert('campaigns', { name: 'Summer', reference: 'summer' })
  const video = await addFile(house.payload, tenant, await samples.mp4(4, '360x640'))
  ident = await addFile(house.payload, tenant, await samples.jpeg(640, 640))
  clip = await insert('clips', { title: 'Run', campaign, video, caption: 'Run with us.' })
})

afterAll(async () => {
  await house?.close()
  await postiz?.close()
})

/** A claim of Nia, by a statement: what brings claims in is tested elsewhere. */
const addClaim = async (data: Record<string, unknown> = {}): Promise<string> => {
  const own = await insert('campaigns', { name: 'Summer' })
  const claim = await insert('claims', {
    ...{ claimId: `clm ${randomUUID()}`, influencer, clip, campaign: own },
    ...{ claimedAt: inMs(-minute), expiresAt: inMs(day - minute) },
    ...data,
  })
  return claim
}

const act = (
  who: string,
  id: string,
  verb: string,
  body: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<Answer> => call(house, people[who], 'POST', `/claims/${id}/${verb}`, body, headers)

const read = async (id: string, who = 'influencer') =>
  (await call(house, people[who], 'GET', `/claims/${id}/standing`)).body

const expectOk = (answer: Answer) => {
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}

const onPlatforms = (body: Answer['body'], field: keyof Place) =>
  Object.fromEntries((body.platforms as Place[]).map((one) => [one.platform, one[field]]))

const placeOn = (body: Answer['body'], platform: string): Place | undefined =>
  (body.platforms as Place[]).find((one) => one.platform === platform)

/** All that a claim is made of, to see that nothing of it has changed. */
const everything = async (id: string) =>
  JSON.stringify(
    await ask(
      `select c.*, (select jsonb_agg(d order by d.id) from postyard_deliveries d where d.post_id = c.post_id) as deliveries,
         (select count(*) from postyard_events e where e.tenant_id = c.tenant_id) as events
       from postyard_claims c where c.id = $1`,
      [id],
    ),
  )

/** A wall time in Lisbon, which is that of Greenwich in winter. */
const wallTimeIn = (ms: number) => inMs(ms).slice(0, 16)

const livingOf = async (id: string): Promise<string[]> =>
  (
    await ask(
      `select h.platform from postyard_claims c
       join postyard_deliveries d on d.post_id = c.post_id join postyard_channels h on h.id = d.channel_id
       where c.id = $1 and d.state in ('held', 'scheduled', 'queued') order by 1`,
      [id],
    )
  ).map(({ platform }) => platform)

/** Brings deliveries of a claim to where they come by a long way. */
const settle = async (id: string, states: Record<string, string>, attempt: number) => {
  for (const [platform, state] of Object.entries(states)) {
    await ask(
      `update postyard_deliveries d
       set state = $3::text::enum_postyard_deliveries_state, attempt = $4, wake_at = null, lease_until = null,
           executed_at = case when $3 = 'published' then now() end, deadline_at = now() + interval '1 day'
       from postyard_claims c, postyard_channels h
       where c.id = $1 and d.plan_id = c.plan_id and h.id = d.channel_id and h.platform = $2`,
      [id, platform, state, attempt],
    )
  }
}

/** The one delivery of a claim that goes to one platform. */
const deliveryOf = async (id: string): Promise<string> => {
  const [found] = await ask(
    'select d.id from postyard_claims c join postyard_deliveries d on d.plan_id = c.plan_id where c.id = $1',
    [id],
  )
  return found!.id
}

/** The task of the influencer of a claim that goes to Snapchat alone. */
const asked = async (id: string) => {
  const delivery = await deliveryOf(id)
  await notifyAgent({ payload: house.payload, tenant, id: delivery, now: () => new Date() })
  const [task] = await ask(
    'select id, assignee_id from postyard_assist_tasks where delivery_id = $1',
    [delivery],
  )
  return { ...(task as { id: string; assignee_id: string | null }), delivery }
}

const videoOf = async (): Promise<string> =>
  (await ask('select video_id from postyard_clips where id = $1', [clip]))[0]!.video_id

const otherInfluencer = async (): Promise<string> =>
  (await ask('select id from postyard_influencers where user_id = $1', [people.other!.id]))[0]!.id

const inAnHour = () => ({ at: inMs(60 * minute) })

describe('a claim that is scheduled', () => {
  test('goes to all accounts at its time, each with its own caption, and does not expire', async () => {
    const id = await addClaim({ captions: { tiktok: 'Only here.' } })
    const { at } = inAnHour()
    const body = expectOk(await act('influencer', id, 'schedule', { at, timezone: 'Asia/Tokyo' }))
    expect(body).toMatchObject({ state: 'scheduled', scheduledAt: at, timezone: 'Asia/Tokyo' })
    expect(onPlatforms(body, 'state')).toMatchObject({ tiktok: 'scheduled', snapchat: 'scheduled' })
    expect(onPlatforms(body, 'caption')).toEqual({
      ...{ tiktok: 'Only here.', instagram: 'Run with us.' },
      ...{ youtube: 'Run with us.', snapchat: 'Run with us.' },
    })
    expect(body.commands).toEqual(['overlays', 'captions', 'reschedule', 'publish', 'cancel'])
    await ask("update postyard_claims set expires_at = now() - interval '1 s' where id = $1", [id])
    expect((await read(id)).state).toBe('scheduled')
  })

  test('is moved as one, by staff too, and its events name both', async () => {
    const id = await addClaim()
    expectOk(await act('influencer', id, 'schedule', inAnHour()))
    const before = await read(id)
    const at = wallTimeIn(10 * day)
    const body = expectOk(await act('editor', id, 'reschedule', { at, timezone: 'Europe/Lisbon' }))
    expect(body.plan).toBe(before.plan)
    expect(new Set(Object.values(onPlatforms(body, 'scheduledAt'))).size).toBe(1)
    expect(body.scheduledAt).toBe(`${at}:00.000Z`)
    const [told] = await ask(
      `select actor_name, data from postyard_events
       where type = 'distribution.claim.rescheduled' and data ->> 'claim' = $1`,
      [id],
    )
    expect(told).toMatchObject({
      actor_name: people.editor!.email.slice(0, 8),
      data: { isForThem: true, influencerName: 'Nia', scheduledAt: body.scheduledAt },
    })
  })

  test('keeps what was changed in its post by hand, and is not dressed against that', async () => {
    const id = await addClaim()
    expectOk(await act('influencer', id, 'schedule', inAnHour()))
    const { post } = await read(id)
    const edit = (data: object) => call(house, people.manager, 'PATCH', `/posts/${post}`, data)
    const shown = async () => {
      const { body } = await call(house, people.manager, 'GET', `/posts/${post}?depth=0`)
      return { title: body.title, text: body.text, render: body.render }
    }
    expectOk(await edit({ title: 'By hand', text: 'By hand, too.' }))
    expectOk(await act('influencer', id, 'overlays', { fit: 'pad' }))
    const { render } = await shown()
    expect(await shown()).toMatchObject({ title: 'By hand', text: 'By hand, too.' })
    expect(render).toMatchObject({ fit: 'pad' })

    expectOk(await edit({ render: { ...render, fit: 'crop' } }))
    expectProblem(await act('influencer', id, 'overlays', { fit: null }), 409, 'CLAIM_POST_EDITED')
    expect((await read(id)).overlays).toMatchObject({ fit: 'pad' })
    expectOk(await act('influencer', id, 'captions', { captions: { tiktok: 'Later.' } }))
    expect((await shown()).render).toMatchObject({ fit: 'crop' })
    // Put back as it was, it is dressed as before.
    expectOk(await edit({ render }))
    expectOk(await act('influencer', id, 'overlays', { fit: null }))
    expect(await shown()).toEqual({ title: 'By hand', text: 'By hand, too.', render: null })
  })

  test('stands on the calendar, where it cannot be moved', async () => {
    const id = await addClaim()
    const { plan, scheduledAt } = expectOk(await act('influencer', id, 'schedule', inAnHour()))
    const span = { from: scheduledAt, to: new Date(Date.parse(scheduledAt) + minute).toISOString() }
    const path = `/distribution/calendar?${new URLSearchParams(span)}`
    const { body } = await call(house, people.editor!, 'GET', path)
    const card = body.cards.find((one: { plan: string }) => one.plan === plan)
    expect(card).toMatchObject({ claim: id, fixed: { code: 'OF_A_CLAIM' } })
    const to = { day: card.day, to: card.day, time: '23:59' }
    const moved = await call(house, people.editor!, 'POST', `/plans/${plan}/move`, to)
    expect([moved.status, moved.body.code]).toEqual([409, 'ILLEGAL_MOVE'])
  })

  test.each([
    ['four minutes', 4 * minute, 'DATE_TOO_SOON'],
    ['yesterday', -day, 'DATE_TOO_SOON'],
    ['thirty-one days', 31 * day, 'DATE_TOO_FAR'],
  ])('%s ahead is refused', async (_, ms, code) => {
    const id = await addClaim()
    expectProblem(await act('influencer', id, 'schedule', { at: inMs(ms) }), 422, code)
    expect((await read(id)).state).toBe('claimed')
  })

  test('a zone or a time that is none is refused', async () => {
    const id = await addClaim()
    const zone = { ...inAnHour(), timezone: 'Lisbon' }
    expectProblem(await act('influencer', id, 'schedule', zone), 400, 'INVALID_INPUT')
    const never = { at: '2027-03-28T02:30', timezone: 'Europe/Berlin' }
    expectProblem(await act('influencer', id, 'schedule', never), 400, 'INVALID_INPUT')
  })

  test('an edit of its post leaves the captions as they are', async () => {
    const id = await addClaim({ captions: { tiktok: 'Only here.' } })
    const { post } = expectOk(await act('influencer', id, 'schedule', inAnHour()))
    const edited = await call(house, people.manager, 'PATCH', `/posts/${post}`, { text: 'New.' })
    expect(edited.status, JSON.stringify(edited.body)).toBe(200)
    expect(onPlatforms(await read(id), 'caption')).toEqual({
      ...{ tiktok: 'Only here.', instagram: 'New.', youtube: 'New.', snapchat: 'New.' },
    })
  })
})

describe('a claim that goes out now', () => {
  test('on one platform of those it is scheduled for: the others keep their time', async () => {
    const id = await addClaim()
    const { at } = inAnHour()
    expectOk(await act('influencer', id, 'schedule', { at }))
    const body = expectOk(await act('influencer', id, 'publish', { platform: 'instagram' }))
    const times = onPlatforms(body, 'scheduledAt')
    expect(body.state).toBe('publishing')
    expect(Date.parse(String(times.instagram))).toBeLessThan(Date.now())
    expect([times.tiktok, times.youtube, times.snapchat]).toEqual([at, at, at])
  })

  test('on a platform that it was not scheduled for: that goes now, the others at their time', async () => {
    const id = await addClaim()
    const { at } = inAnHour()
    expectOk(await act('influencer', id, 'schedule', { at, platforms: ['snapchat'] }))
    const body = expectOk(await act('influencer', id, 'publish', { platform: 'youtube' }))
    expect(onPlatforms(body, 'isChosen')).toMatchObject({ youtube: true, snapchat: true })
    expect(onPlatforms(body, 'scheduledAt').snapchat).toBe(at)
    expect(await livingOf(id)).toEqual(['snapchat', 'youtube'])
  })

  test('on one more platform: one that had refused is not forgotten', async () => {
    const intro = { kind: 'image', image: ident, seconds: 1, placement: 'superimposed' }
    const id = await addClaim({ overlays: { intro } })
    const wanted = { ...inAnHour(), platforms: ['tiktok', 'instagram'] }
    expectOk(await act('influencer', id, 'schedule', wanted))
    const body = expectOk(await act('influencer', id, 'publish', { platform: 'youtube' }))
    const isChosen = { tiktok: true, instagram: true, youtube: true, snapchat: false }
    expect(onPlatforms(body, 'isChosen')).toEqual(isChosen)
    expect(onPlatforms(body, 'state')).toMatchObject({ tiktok: 'failed', instagram: 'held' })
    expect(onPlatforms(body, 'scheduledAt').instagram).toBe(wanted.at)
  })

  test.each(['halt', 'pause'])(
    'a %s by a manager holds it, whatever its influencer does',
    async (stop) => {
      const id = await addClaim()
      const { plan } = expectOk(await act('influencer', id, 'schedule', verbs.schedule()))
      const reason = 'The clip shows the wrong shoe.'
      expectOk(await call(house, people.manager, 'POST', `/plans/${plan}/${stop}`, { reason }))
      const before = await everything(id)
      for (const [verb, body] of [
        ['captions', { captions: { snapchat: 'Other words.' } }],
        ['publish', { platform: 'snapchat' }],
        ['publish', { platform: 'youtube' }],
      ] as const) {
        expectProblem(await act('influencer', id, verb, body), 409, 'ILLEGAL_MOVE')
      }
      expect(await everything(id)).toBe(before)
      expect(expectOk(await act('influencer', id, 'cancel')).state).toBe('cancelled')
    },
  )

  test('a platform that is none, or on which there is no account, is named', async () => {
    const id = await addClaim()
    const strange = await act('influencer', id, 'publish', { platform: 'mastodon' })
    expectProblem(strange, 400, 'UNSUPPORTED_PLATFORM')
    expect(strange.body.detail).toContain('mastodon')
    const otto = await addClaim({ influencer: await otherInfluencer() })
    const missing = await act('other', otto, 'publish-multi', { platforms: ['tiktok', 'youtube'] })
    expectProblem(missing, 422, 'CHANNEL_NOT_FOUND')
    expect(missing.body.detail).toContain('Otto has no account on tiktok, youtube.')
  })

  test('a platform that refuses it fails at once with its reason, and the others go', async () => {
    const intro = { kind: 'image', image: ident, seconds: 1, placement: 'superimposed' }
    const long = 'x'.repeat(2_300)
    const id = await addClaim({ overlays: { intro }, captions: { instagram: long } })
    const body = expectOk(await act('influencer', id, 'schedule', inAnHour()))
    expect(onPlatforms(body, 'state')).toEqual({
      ...{ tiktok: 'failed', instagram: 'failed', youtube: 'held', snapchat: 'held' },
    })
    expect(onPlatforms(body, 'reason').tiktok).toMatch(/TikTok forbids brands/)
    expect(onPlatforms(body, 'reason').instagram).toMatch(/2,?200/)
    expect(body.state).toBe('scheduled')
    expect(expectOk(await act('influencer', id, 'cancel')).state).toBe('cancelled')
  })

  test('where no platform takes it, it stays as it was', async () => {
    const intro = { kind: 'image', image: ident, seconds: 1, placement: 'superimposed' }
    const id = await addClaim({ overlays: { intro } })
    const before = await everything(id)
    const answer = await act('influencer', id, 'publish', { platform: 'tiktok' })
    expectProblem(answer, 422, 'CONTENT_REFUSED')
    expect(await everything(id)).toBe(before)
  })
})

describe('a claim that failed', () => {
  test('goes out again where it has not, and only there; what a person skipped, too', async () => {
    const id = await addClaim()
    expectOk(await act('influencer', id, 'publish'))
    await settle(id, { tiktok: 'published', instagram: 'failed', youtube: 'expired' }, 5)
    await settle(id, { snapchat: 'skipped' }, 1)
    expect((await read(id)).state).toBe('failed')
    const out = placeOn(await read(id), 'tiktok')
    const body = expectOk(await act('influencer', id, 'retry'))
    expect(body).toMatchObject({ state: 'publishing', retries: 1 })
    expect(placeOn(body, 'tiktok')).toEqual(out)
    expect(onPlatforms(body, 'attempts')).toMatchObject({ instagram: 0, youtube: 0, snapchat: 0 })
    expect(await livingOf(id)).toEqual(['instagram', 'snapchat', 'youtube'])
  })

  test('what may be live, and what a manager gave up, is sent by no retry', async () => {
    const id = await addClaim()
    expectOk(await act('influencer', id, 'publish'))
    await settle(id, { tiktok: 'failed', instagram: 'failed', youtube: 'published' }, 5)
    await settle(id, { snapchat: 'published' }, 1)
    const endAs = (platform: string, code: string | null) =>
      ask(
        `update postyard_deliveries d set reason_code = $3 from postyard_claims c, postyard_channels h
         where c.id = $1 and d.plan_id = c.plan_id and h.id = d.channel_id and h.platform = $2`,
        [id, platform, code],
      )
    await endAs('tiktok', 'UNDECIDED')
    await endAs('instagram', 'DROPPED')
    const before = await everything(id)
    expectProblem(await act('influencer', id, 'retry'), 409, 'ILLEGAL_MOVE')
    expect(await everything(id)).toBe(before)
    await endAs('instagram', null)
    expectOk(await act('influencer', id, 'retry'))
    expect(await livingOf(id)).toEqual(['instagram'])
  })

  test('what its influencer says that they posted, after the deadline, waits for a manager', async () => {
    const id = await addClaim()
    expectOk(await act('influencer', id, 'publish', { platform: 'snapchat' }))
    const task = await asked(id)
    // The sweep has the clock of this process, which is cut to milliseconds.
    await ask(
      `update postyard_deliveries set deadline_at = now() - interval '1 second' where id = $1`,
      [task.delivery],
    )
    await sweepDeadlines({ payload: house.payload, now: new Date() })
    const answer = `/assist/tasks/${task.id}/answer`
    expectOk(await call(house, people.influencer, 'POST', answer, { outcome: 'posted' }))
    const before = await everything(id)
    expectProblem(await act('influencer', id, 'retry'), 409, 'ILLEGAL_MOVE')
    const { plan } = await read(id)
    const redriven = await call(house, people.manager, 'POST', `/plans/${plan}/retry-failed`)
    expect(redriven.body.redriven).toBe(0)
    expect(await everything(id)).toBe(before)
    const decide = `/assist/tasks/${task.id}/decide`
    expectOk(await call(house, people.manager, 'POST', decide, { isAccepted: false }))
    expect(expectOk(await act('influencer', id, 'retry')).state).toBe('publishing')
  })

  test('keeps its captions in its new life, in which it says what its post says now', async () => {
    const id = await addClaim({ captions: { instagram: 'Only here.' } })
    expectOk(await act('influencer', id, 'publish', { platform: 'instagram' }))
    await settle(id, { instagram: 'failed' }, 5)
    const { post } = await read(id)
    expectOk(await call(house, people.manager, 'PATCH', `/posts/${post}`, { title: 'Anew' }))
    const body = expectOk(await act('influencer', id, 'retry'))
    expect(onPlatforms(body, 'caption').instagram).toBe('Only here.')
  })
})

const verbs = {
  schedule: () => ({ ...inAnHour(), platforms: ['snapchat'] }),
  reschedule: inAnHour,
  publish: () => ({ platform: 'snapchat' }),
  'publish-multi': () => ({ platforms: ['snapchat'] }),
  retry: () => ({}),
  cancel: () => ({}),
} as const

type Verb = keyof typeof verbs

const makers: Record<string, (id: string) => Promise<unknown>> = {
  claimed: async () => undefined,
  scheduled: (id) => act('influencer', id, 'schedule', verbs.schedule()),
  publishing: async (id) => {
    await act('influencer', id, 'schedule', verbs.schedule())
    await settle(id, { snapchat: 'awaiting_human' }, 1)
  },
  published: async (id) => {
    await act('influencer', id, 'schedule', verbs.schedule())
    await settle(id, { snapchat: 'published' }, 1)
  },
  failed: async (id) => {
    await act('influencer', id, 'schedule', verbs.schedule())
    await settle(id, { snapchat: 'expired' }, 1)
  },
  expired: (id) =>
    ask("update postyard_claims set expires_at = now() - interval '1 ms' where id = $1", [id]),
  cancelled: (id) => act('influencer', id, 'cancel'),
}

const claimIn = async (state: string): Promise<string> => {
  const id = await addClaim()
  await makers[state]?.(id)
  expect((await read(id)).state).toBe(state)
  return id
}

/** What each command makes of a claim in each state; every other move is refused. */
const table: Record<string, Partial<Record<Verb, string>>> = {
  claimed: {
    ...{ schedule: 'scheduled', publish: 'publishing', 'publish-multi': 'publishing' },
    cancel: 'cancelled',
  },
  scheduled: {
    ...{ reschedule: 'scheduled', publish: 'publishing', 'publish-multi': 'publishing' },
    cancel: 'cancelled',
  },
  publishing: {},
  published: {},
  failed: { retry: 'publishing' },
  expired: {},
  cancelled: {},
}

const acting = ['influencer', 'manager', 'editor']
const watching = ['other', 'approver', 'field-agent', 'campaign-manager', 'api-agent']

describe.each(Object.keys(table))('in the state %s', (state) => {
  const allVerbs = Object.keys(verbs) as Verb[]

  test('what does not follow from it is refused for everybody, and changes nothing', async () => {
    const id = await claimIn(state)
    const before = await everything(id)
    const refused = async (who: string, verb: Verb, status: number, code: string) =>
      expectProblem(await act(who, id, verb, verbs[verb]()), status, code)
    for (const verb of allVerbs) {
      const isTaken = table[state]?.[verb] !== undefined
      await Promise.all([
        ...(isTaken ? [] : acting).map((who) =>
          refused(who, verb, 409, 'INVALID_STATE_TRANSITION'),
        ),
        ...watching.map((who) => refused(who, verb, 403, 'FORBIDDEN')),
        refused('elsewhere', verb, 404, 'NOT_FOUND'),
      ])
    }
    expect(await everything(id)).toBe(before)
  })

  if (Object.keys(table[state] ?? {}).length > 0) {
    test('its influencer and staff can do what follows from it', async () => {
      for (const [index, [verb, then]] of Object.entries(table[state] ?? {}).entries()) {
        for (const who of state === 'claimed' ? acting : [acting[index % 3] ?? 'influencer']) {
          const id = await claimIn(state)
          const answer = await act(who, id, verb, verbs[verb as Verb]())
          expect(expectOk(answer).state, `${who} ${verb}`).toBe(then)
        }
      }
    })
  }
})

test('who is an influencer and a program as well acts on their own claims alone', async () => {
  const id = await claimIn('claimed')
  const both = await addPerson(house, [{ tenant, roles: ['influencer', 'api-agent'] }])
  const publish = `/claims/${id}/publish`
  expectProblem(await call(house, both, 'POST', publish, verbs.publish()), 403, 'FORBIDDEN')
  expect((await call(house, both, 'GET', `/claims/${id}/standing`)).body.commands).toEqual([])
  await ask('update postyard_influencers set user_id = $2 where id = $1', [influencer, both.id])
  try {
    expectOk(await call(house, both, 'POST', publish, verbs.publish()))
  } finally {
    await ask('update postyard_influencers set user_id = $2 where id = $1', [
      ...[influencer, people.influencer!.id],
    ])
  }
})

test('it is seen by its influencer, staff and programs, and by nobody else', async () => {
  const id = await claimIn('scheduled')
  const seen = async (who: string) =>
    (await call(house, people[who], 'GET', `/claims/${id}/standing`)).status
  for (const who of [
    'influencer',
    'manager',
    'editor',
    'approver',
    'campaign-manager',
    'api-agent',
  ])
    expect(await seen(who), who).toBe(200)
  for (const who of ['other', 'field-agent']) expect(await seen(who), who).toBe(403)
  expect(await seen('elsewhere')).toBe(404)
  expect((await read(id, 'campaign-manager')).commands).toEqual([])
})

test('lists are narrowed by the same state that each claim tells, page by page', async () => {
  const all: string[] = []
  for (const state of Object.keys(table)) {
    let cursor = ''
    do {
      const { body } = await call(
        ...[house, people.manager, 'GET' as const],
        `/claims/mine?state=${state}&limit=20${cursor && `&cursor=${cursor}`}`,
      )
      for (const one of body.claims) {
        expect(one.state).toBe(state)
        all.push(one.id)
      }
      cursor = body.next ?? ''
    } while (cursor !== '')
  }
  const [counted] = await ask('select count(*)::int from postyard_claims')
  expect(new Set(all).size).toBe(counted?.count)
  expect(all.length).toBe(counted?.count)
  const own = await call(house, people.other, 'GET', '/claims/mine?limit=100')
  expect((own.body.claims as ClaimAnswer[]).every((one) => one.influencer.name === 'Otto')).toBe(
    true,
  )
  expect(own.body.claims.length).toBeGreaterThan(0)
})

test('they are counted by campaign, influencer and platform, as the platforms count them', async () => {
  const own = await insert('campaigns', { name: 'Counted' })
  const another = await insert('clips', { title: 'Two', campaign: own, video: await videoOf() })
  const first = await addClaim({ campaign: own })
  const second = await addClaim({ campaign: own, clip: another, expiresAt: inMs(-1) })
  expectOk(await act('influencer', first, 'publish', { platform: 'instagram' }))
  await settle(first, { instagram: 'published' }, 1)
  const delivery = await deliveryOf(first)
  for (const [date, total] of [
    ['2026-11-21', 3],
    ['2026-11-22', 41],
  ] as const) {
    await insert('figures', {
      ...{ channel: channels.instagram, delivery, label: 'Likes', date, total },
    })
  }
  const count = async (who: string, filter: string) =>
    (await call(house, people[who], 'GET', `/claims/analytics?campaign=${own}${filter}`)).body
  const body = await count('campaign-manager', '')
  const counted = {
    ...{ claims: 2, accepted: 1, states: { published: 1, expired: 1, claimed: 0 } },
    medianSeconds: expect.any(Number),
  }
  expect(body).toMatchObject({
    total: counted,
    campaigns: [{ id: own, name: 'Counted', ...counted }],
    influencers: [{ id: influencer, name: 'Nia', ...counted }],
    platforms: [{ platform: 'instagram', planned: 1, published: 1, figures: { Likes: 41 } }],
  })
  expect(body.total.medianSeconds).toBeGreaterThanOrEqual(60)
  expect(body.total.medianSeconds).toBeLessThan(120)
  expect(second).toBeDefined()
  const others = await call(house, people.other, 'GET', '/claims/analytics')
  expect(others.body.influencers.map((one: { name: string }) => one.name)).toEqual(['Otto'])
})

describe('two at once', () => {
  test('of publishing and calling off one is done', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await claimIn('scheduled')
      const answers = await Promise.all([
        act('influencer', id, 'publish'),
        act('manager', id, 'cancel'),
      ])
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
      const { state } = await read(id)
      expect(state).toBe(answers[0]?.status === 200 ? 'publishing' : 'cancelled')
      expect(await livingOf(id)).toEqual(state === 'publishing' ? ['snapchat'] : [])
    }
  })

  test('of many that schedule it one does, with one post and one plan', async () => {
    const id = await addClaim()
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => act('influencer', id, 'schedule', verbs.schedule())),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(7).fill(409)])
    const { post } = await read(id)
    expect(await ask('select id from postyard_plans where post_id = $1', [post])).toHaveLength(1)
  })

  test('the same with one key is done once, and answered alike', async () => {
    const id = await addClaim()
    const headers = { 'idempotency-key': randomUUID() }
    const body = verbs.schedule()
    const first = await act('influencer', id, 'schedule', body, headers)
    const again = await act('influencer', id, 'schedule', body, headers)
    expect(expectOk(again)).toEqual(expectOk(first))
    expect(again.headers.get('idempotent-replayed')).toBe('true')
  })

  test('whoever waits past the end of the window comes too late', async () => {
    const id = await addClaim({ expiresAt: inMs(700) })
    const held = await holdRow(house.payload, 'postyard_claims', id)
    const waiting = act('influencer', id, 'schedule', verbs.schedule())
    await held.someoneWaits()
    await new Promise((resolve) => setTimeout(resolve, 800))
    await held.release()
    expectProblem(await waiting, 409, 'INVALID_STATE_TRANSITION')
    expect(await read(id)).toMatchObject({ state: 'expired', post: null, plan: null })
  })

  test('of retries with one film, one of them kept apart from a network, each comes to its turn', async () => {
    const failed = async () => {
      const id = await addClaim()
      const outro = { kind: 'image', image: ident, seconds: 0.8 }
      expectOk(await act('manager', id, 'overlays', { outro }))
      expectOk(await act('manager', id, 'publish-multi', { platforms: ['instagram', 'youtube'] }))
      await settle(id, { instagram: 'failed', youtube: 'failed' }, 5)
      return id
    }
    const [apart, edited] = [await failed(), await failed()]
    await ask(
      `update postyard_contents set has_network = true where id = (
         select p.content from postyard_content_plans p join postyard_claims c on c.plan_id = p.plan where c.id = $1)`,
      [apart],
    )
    const { post, plan } = await read(edited)
    await ask('delete from postyard_content_plans where plan = $1', [plan])
    expectOk(await call(house, people.manager, 'PATCH', `/posts/${post}`, { title: 'Anew' }))
    const blocked = (count: number) =>
      eventually(
        () =>
          ask(
            `select 1 from pg_stat_activity
             where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`,
          ),
        (found) => found.length === count,
      )
    const warned = vi.spyOn(house.payload.logger, 'warn')
    const held = await holdRow(house.payload, 'postyard_claims', randomUUID())
    await held.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [
      `postyard:contents:${tenant}`,
    ])
    const first = act('manager', apart, 'retry')
    await blocked(1)
    const second = act('manager', edited, 'retry')
    await blocked(2)
    await held.release()
    for (const answer of await Promise.all([first, second])) expectOk(answer)
    // What Postgres ends for the sake of another one is told.
    expect(warned.mock.calls.map(String).filter((said) => said.includes('done once more'))).toEqual(
      [],
    )
    warned.mockRestore()
  })

  test('a process that ends anywhere in between has done nothing of it', async () => {
    const cutter = cutStatements(house.payload)
    const user = await house.payload.findByID({ collection: 'users', id: people.influencer!.id })
    const schedule = (id: string) =>
      runFor({
        ...{ payload: house.payload, operation: operations.scheduleClaim },
        ...{ input: { id, ...verbs.schedule() }, user: { ...user, collection: 'users' } },
      })
    const { level } = house.payload.logger
    house.payload.logger.level = 'silent'
    try {
      // What is made once, such as its video, is there from the first one on.
      const [first, whole] = [await addClaim(), await addClaim()]
      await schedule(first)
      const { statements } = await cutter.run(undefined, () => schedule(whole))
      // After the last one, its commit, it is done; another claim may need one statement less.
      for (let at = 1; at < statements - 1; at += 6) {
        const id = await addClaim()
        const before = await everything(id)
        const { isCut } = await cutter.run({ at, when: 'after' }, () => schedule(id))
        expect(isCut).toBe(true)
        expect(await everything(id), `cut after statement ${at} of ${statements}`).toBe(before)
        expectOk(await act('influencer', id, 'schedule', verbs.schedule()))
      }
      const done = await addClaim()
      await cutter.run({ at: /^commit/i, when: 'after' }, () => schedule(done))
      expect((await read(done)).state).toBe('scheduled')
    } finally {
      cutter.close()
      house.payload.logger.level = level
    }
  })
})

describe('Snapchat is served by the influencer’s own phone', () => {
  test('they alone are asked, and the claim is published when they say that it is', async () => {
    const id = await addClaim({ captions: { snapchat: 'On my way.' } })
    expectOk(await act('influencer', id, 'publish', { platform: 'snapchat' }))
    const task = await asked(id)
    expect(task.assignee_id).toBe(people.influencer!.id)
    expect((await read(id)).state).toBe('publishing')
    const { body } = await call(house, people.influencer, 'GET', `/assist/tasks/${task.id}`)
    expect(JSON.stringify(body)).toContain('On my way.')
    const answered = await call(
      ...[house, people.influencer, 'POST' as const, `/assist/tasks/${task.id}/answer`],
      { outcome: 'posted' },
    )
    expectOk(answered)
    expect((await read(id)).state).toBe('published')
  })

  test('another influencer neither sees nor answers it, nor what is to come there', async () => {
    const id = await addClaim()
    expectOk(await act('influencer', id, 'publish', { platform: 'snapchat' }))
    const task = await asked(id)
    const list = async (who: string, path: string) =>
      (await call(house, people[who], 'GET', path)).body
    expect(JSON.stringify(await list('influencer', '/assist/tasks'))).toContain(task.id)
    for (const path of ['/assist/tasks', '/assist/tasks?whose=all', '/assist-tasks'])
      expect(JSON.stringify(await list('other', path)), path).not.toContain(task.id)
    const scheduled = await addClaim()
    const { platforms } = expectOk(await act('influencer', scheduled, 'schedule', verbs.schedule()))
    const { delivery } = placeOn({ platforms }, 'snapchat') ?? {}
    expect(JSON.stringify(await list('influencer', '/assist/coming'))).toContain(delivery)
    expect(JSON.stringify(await list('other', '/assist/coming'))).not.toContain(delivery)
    expect(JSON.stringify(await list('field-agent', '/assist/coming'))).not.toContain(delivery)
    for (const [method, path] of [
      ['GET', `/assist/tasks/${task.id}`],
      ['POST', `/assist/tasks/${task.id}/open`],
      ['GET', `/assist/coming/${delivery}`],
      ['POST', `/assist/coming/${delivery}/start`],
    ] as const) {
      const answer = await call(
        house,
        people.other,
        method,
        path,
        method === 'POST' ? {} : undefined,
      )
      expect([answer.status, answer.body.code], path).toEqual([403, 'FORBIDDEN'])
    }
  })

  test('an account is of one of them alone, however many are given it at once', async () => {
    const give = (name: string, channel: string) =>
      call(house, people.manager, 'POST', '/influencers', {
        ...{ tenant, name, reference: randomUUID(), channels: [channel] },
      })
    const taken = await give('Ada', snapchat)
    expect([taken.status, taken.body.errors[0].data.code]).toEqual([409, 'CHANNEL_TAKEN'])
    expect(taken.body.errors[0].message).toContain('The account Nia is Nia’s.')
    const own = { ...{ name: 'Ada', platform: 'snapchat', kind: 'manual' } }
    const free = await insert('channels', own)
    const answers = await Promise.all(['Ada', 'Ben', 'Cleo'].map((name) => give(name, free)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
  })

  test('whoever has the account meanwhile is neither asked nor shown what was claimed before', async () => {
    const id = await addClaim()
    expectOk(await act('influencer', id, 'publish', { platform: 'snapchat' }))
    const scheduled = await addClaim()
    expectOk(await act('influencer', scheduled, 'schedule', verbs.schedule()))
    const coming = await deliveryOf(scheduled)
    const otto = await otherInfluencer()
    const link = (to: string) =>
      ask('update postyard_influencers_rels set parent_id = $1 where postyard_channels_id = $2', [
        ...[to, snapchat],
      ])
    await link(otto)
    try {
      const task = await asked(id)
      expect(task.assignee_id).toBe(people.influencer!.id)
      const get = (who: string, path: string) => call(house, people[who], 'GET', path)
      for (const path of [`/assist/tasks/${task.id}`, `/assist/coming/${coming}`]) {
        expectProblem(await get('other', path), 403, 'FORBIDDEN')
        expectOk(await get('influencer', path))
      }
      for (const path of ['/assist/tasks?whose=all', '/assist/coming']) {
        const shown = path.includes('tasks') ? task.id : coming
        expect(JSON.stringify((await get('other', path)).body)).not.toContain(shown)
        expect(JSON.stringify((await get('influencer', path)).body)).toContain(shown)
      }
    } finally {
      await link(influencer)
    }
  })

  test('is not shown on the phone before its film is made, and that is said', async () => {
    const id = await addClaim()
    expectOk(await act('influencer', id, 'schedule', { ...inAnHour(), platforms: ['snapchat'] }))
    expectOk(await act('influencer', id, 'overlays', { fit: 'crop' }))
    const [delivery] = await ask(
      'select d.id, d.reason from postyard_deliveries d join postyard_claims c on c.plan_id = d.plan_id where c.id = $1',
      [id],
    )
    const coming = `/assist/coming/${delivery!.id}`
    const shown = await call(house, people.influencer, 'GET', coming)
    expect([shown.status, shown.body.code]).toEqual([409, 'MEDIA_PENDING'])
    expect(shown.body.detail).toBe(delivery!.reason)
    const early = await call(house, people.influencer, 'POST', `${coming}/start`, {})
    expect([early.status, early.body.code]).toEqual([409, 'ILLEGAL_MOVE'])
  })

  test('where they have no log-in, nobody else is asked, and a manager is told', async () => {
    await ask('update postyard_influencers set user_id = null where id = $1', [influencer])
    try {
      const id = await addClaim()
      expectOk(await act('manager', id, 'publish', { platform: 'snapchat' }))
      expect((await asked(id)).assignee_id).toBe(null)
    } finally {
      await ask('update postyard_influencers set user_id = $2 where id = $1', [
        ...[influencer, people.influencer!.id],
      ])
    }
  })
})

test('what is published says of which claim it is, once for each platform', async () => {
  const id = await addClaim()
  expectOk(await act('influencer', id, 'publish', { platform: 'snapchat' }))
  const delivery = await deliveryOf(id)
  await notifyAgent({ payload: house.payload, tenant, id: delivery, now: () => new Date() })
  const [task] = await ask('select id from postyard_assist_tasks where delivery_id = $1', [
    delivery,
  ])
  expectOk(
    await call(house, people.influencer, 'POST', `/assist/tasks/${task!.id}/answer`, {
      outcome: 'posted',
    }),
  )
  await sequenceAll({ payload: house.payload })
  const told = await ask(
    `select data from postyard_events where type = 'distribution.published' and delivery_id = $1`,
    [delivery],
  )
  const { claimId } = await read(id)
  expect(told).toMatchObject([{ data: { claim: { id, claimId, platform: 'snapchat' } } }])
})

describe('the older contract', () => {
  const item = (who: string, id: string, verb: string, body: unknown = {}) =>
    call(
      house,
      people[who],
      'POST',
      `/v1/distribution/items/${encodeURIComponent(id)}/${verb}`,
      body,
    )

  test('finds a claim by the id that its sender gave it, and does the same', async () => {
    const claimId = `clm ${randomUUID()}`
    const id = await addClaim({ claimId })
    const body = expectOk(await item('influencer', claimId, 'schedule', verbs.schedule()))
    expect(body).toMatchObject({ id, claimId, state: 'scheduled' })
    expect(expectOk(await item('influencer', claimId, 'reschedule', inAnHour())).state).toBe(
      'scheduled',
    )
    const published = await item('influencer', id, 'publish-multi', { platforms: ['snapchat'] })
    expect(expectOk(published).state).toBe('publishing')
  })

  test.each([
    ['another client', 'elsewhere', 'publish', {}, 404, 'not_found'],
    ['another influencer', 'other', 'publish', {}, 403, 'forbidden'],
    [
      'a strange platform',
      'influencer',
      'publish',
      { platform: 'vine' },
      400,
      'unsupported_platform',
    ],
    ['no time', 'influencer', 'schedule', {}, 400, 'invalid_request'],
    ['too soon', 'influencer', 'schedule', { at: inMs(minute) }, 400, 'invalid_request'],
    ['a broken body', 'influencer', 'schedule', '{', 400, 'invalid_request'],
    ['not failed', 'influencer', 'retry', {}, 409, 'invalid_state_transition'],
    ['nobody', 'nobody', 'retry', {}, 401, 'unauthenticated'],
  ])('says in its words: %s', async (_, who, verb, body, status, code) => {
    const id = await addClaim()
    expectProblem(await item(who, id, verb, body), status, code)
  })

  test('is in the reference as it is', async () => {
    const { body } = await call(house, undefined, 'GET', '/openapi.json')
    const { responses } = body.paths['/v1/distribution/items/{id}/schedule'].post
    expect(responses[400].description.split(', ')).toEqual(
      expect.arrayContaining(['invalid_request', 'unsupported_platform']),
    )
    expect(responses[404].description).toBe('not_found')
    expect(responses[409].description).toContain('invalid_state_transition')
    expect(responses[422]).toBeUndefined()
    const { responses: own } = body.paths['/claims/{id}/schedule'].post
    expect(own[422].description).toContain('DATE_TOO_SOON')
  })
})
