import { randomBytes, randomUUID } from 'node:crypto'
import { writeCursor } from '../../../plugins/distribution/cursor.ts'
import { samples } from '../../../plugins/distribution/media/testing/samples.ts'
import { importing } from '../../../plugins/distribution/model/hooks/guardChannel.ts'
import type { PostizSandbox } from '../../../src/sandbox/postiz/index.ts'
import { addFile } from './addFile.ts'
import { addKey } from './addKey.ts'
import { addSubscriber } from './addSubscriber.ts'
import { addPicture, addPost, call } from './agency.ts'
import type { Client } from './furnish.ts'
import { grantOfAll } from './grantOfAll.ts'
import type { House } from './openHouse.ts'
import { callOperation, type Input, type OperationName } from './operationCalls.ts'
import { picture } from './picture.ts'
import { askAgent, plan, putInto, query } from './scenes.ts'

type Args = {
  house: House
  sandbox: PostizSandbox
  client: Client
  /** Who is to do it, where what is theirs differs. */
  who?: string
}

/** A span of a calendar that is around now. */
export const soon = () => ({
  from: new Date(Date.now() - 7 * 24 * 60 * 60_000).toISOString(),
  to: new Date(Date.now() + 7 * 24 * 60 * 60_000).toISOString(),
})

const inAnHour = () => new Date(Date.now() + 60 * 60_000).toISOString()

const sceneOf = ({ house, client, who }: Args) => ({
  payload: house.payload,
  by: client.people.manager,
  post: client.post,
  // Influencers post on accounts of their own alone.
  channels: [who === 'influencer' ? client.snapchat : client.manual],
})

const deliveryIn = async (args: Args, state: string) => {
  const { delivery } = await plan(sceneOf(args))
  await putInto(args.house.payload, delivery, state)
  return delivery
}

const renditionIn = async ({ house, client }: Args, state: string) => {
  const doc = (await house.payload.create({
    collection: 'renditions',
    data: {
      tenant: client.tenant,
      key: `key-${randomUUID()}`,
      kind: 'card',
      spec: { kind: 'card' },
      state,
    } as never,
  })) as unknown as { id: string }
  return doc.id
}

/** A phone of the field agent, without push and of no log-in. */
const deviceOf = async ({ house, client, who }: Args): Promise<string> => {
  const doc = (await house.payload.create({
    collection: 'devices',
    data: {
      user: client.people[who === 'influencer' ? who : 'field-agent'].id,
      name: 'Without push',
      platform: 'android',
      lastSeenAt: new Date().toISOString(),
    } as never,
  })) as unknown as { id: string }
  return doc.id
}

const addChannel = async ({ house, client }: Args, kind: string): Promise<string> => {
  const doc = (await house.payload.create({
    collection: 'channels',
    data: { tenant: client.tenant, name: `A ${kind}`, kind } as never,
  })) as unknown as { id: string }
  return doc.id
}

const going = () => ({ at: inAnHour(), timezone: 'Europe/Lisbon', platforms: ['snapchat'] })

const films = new Map<string, Promise<string>>()

/** A clip in the library of a client: made once, since making one takes longer than all the rest. */
const filmOf = ({ house, client: { tenant } }: Args): Promise<string> => {
  const film =
    films.get(tenant) ?? samples.mp4(1).then((made) => addFile(house.payload, tenant, made))
  films.set(tenant, film)
  return film
}

/** A claim of an influencer who is on Snapchat, of a clip and a campaign of its own. */
const addClaim = async (args: Args): Promise<string> => {
  const { house, client } = args
  const insert = async (collection: string, data: Input) => {
    const doc = await house.payload.create({
      collection: collection as 'clips',
      data: { tenant: client.tenant, reference: randomUUID(), ...data } as never,
    })
    return (doc as unknown as { id: string }).id
  }
  const campaign = await insert('campaigns', { name: 'Summer' })
  const video = await filmOf(args)
  const clip = await insert('clips', { title: 'Run', campaign, video, caption: 'Run!' })
  return insert('claims', {
    ...{ claimId: randomUUID(), influencer: client.influencer, clip, campaign },
    claimedAt: new Date().toISOString(),
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  })
}

const addScheduledClaim = async (args: Args): Promise<string> => {
  const id = await addClaim(args)
  const { manager } = args.client.people
  const { status, body } = await callOperation(args.house, manager, 'scheduleClaim', {
    id,
    ...going(),
  })
  if (status !== 200) throw new Error(JSON.stringify(body))
  return id
}

const failClaim = ({ house: { payload } }: Args, id: string) =>
  query(
    payload,
    `update postyard_deliveries set state = 'failed', attempt = 1, wake_at = null, deadline_at = null
     where plan_id = (select plan_id from postyard_claims where id = $1)`,
    [id],
  )

const addFeed = (args: Args) => addChannel(args, 'feed')

/** A webhook channel without a receiver. */
const addWebhook = (args: Args) => addChannel(args, 'webhook')

/** One whose receiver is not there. */
const addConnectedWebhook = async (args: Args): Promise<string> => {
  const id = await addWebhook(args)
  await call(args.house, args.client.people.manager, 'POST', `/channels/${id}/connect-webhook`, {
    url: 'http://127.0.0.1:9999/posts',
    secret: `whsec_${randomBytes(32).toString('base64')}`,
  })
  return id
}

/** A picture that the influencer of a claim has uploaded. */
const addOwnPicture = async ({ house, client }: Args, claim: string): Promise<string> => {
  const id = await addPicture(house.payload, client.tenant, `intro-${randomUUID()}`)
  await query(
    house.payload,
    `update media set influencer = (select influencer_id::text from postyard_claims where id = $2)
     where id = $1`,
    [id, claim],
  )
  return id
}

/** A series that goes to an account with boards. */
const addBoardSeries = async ({
  house,
  client,
}: Args): Promise<{ id: string; channel: string }> => {
  const { payload } = house
  const channel = (await payload.create({
    collection: 'channels',
    data: {
      ...{ tenant: client.tenant, name: 'Pins', kind: 'postiz', platform: 'pinterest' },
      integrationId: randomUUID(),
    } as never,
    context: { [importing]: true },
  })) as unknown as { id: string }
  const series = (await payload.create({
    collection: 'series',
    data: {
      ...{ tenant: client.tenant, name: 'Sharks', slug: `sharks-${channel.id}` },
      ...{ source: { kind: 'folder', path: 'sharks' }, channels: [channel.id] },
    } as never,
  })) as unknown as { id: string }
  return { id: series.id, channel: channel.id }
}

/** A message of a clip that nobody has added. */
const letterOf = async ({ house, client }: Args): Promise<string> => {
  const { body } = await call(house, client.people.manager, 'POST', '/claims/ingest', {
    ...{ tenant: client.tenant, claimId: randomUUID(), influencer: 'nia', clip: randomUUID() },
  })
  return body.letter.id
}

const claimSourceOf = async ({ house, client }: Args): Promise<string> => {
  const { body } = await call(house, client.people.manager, 'POST', '/claim-sources', {
    ...{ tenant: client.tenant, name: 'Campaign app' },
  })
  return body.id
}

/** A task whose deadline went by, and whose field agent says that it was posted. */
const claimLate = async (args: Args): Promise<string> => {
  const { house, client } = args
  const { task, delivery } = await askAgent(sceneOf(args))
  await query(
    house.payload,
    `update postyard_deliveries set state = 'expired', deadline_at = null, wake_at = null where id = $1`,
    [delivery],
  )
  await query(house.payload, `update postyard_assist_tasks set outcome = 'expired' where id = $1`, [
    task,
  ])
  await call(house, client.people['field-agent'], 'POST', `/assist/tasks/${task}/answer`, {
    outcome: 'posted',
  })
  return task
}

/** All that ever was, and will be. */
const ever = { from: '2000-01-01T00:00:00Z', to: '2999-12-31T00:00:00+01:00' }

/** What every list takes, with a cursor of so many ids. */
const page = (client: Client, ids: number) => ({
  tenant: client.tenant,
  limit: 20,
  cursor: writeCursor({ at: new Date(), ids: Array(ids).fill(client.post) }),
})

/** Whatever can be written of a post. */
const wordsFor = (client: Client) => ({
  text: 'By the river.',
  link: 'https://example.com/flats',
  media: [client.media],
  parts: [{ text: 'Ask us.', media: [], delayMinutes: 5 }],
  render: { kind: 'card', template: 'quote', format: 'landscape', data: { text: 'A home.' } },
  channels: [client.postiz, client.manual],
  channelSettings: { [client.postiz]: { visibility: 'public' } },
  publishAt: inAnHour(),
})

/**
 * For each operation an input with which it succeeds, on records made for it alone. An operation that is missing here
 * is an error of types, and of the tests that walk over all operations.
 */
export const goodInputs: Record<OperationName, (args: Args) => Promise<Input>> = {
  listPosts: async ({ client }) => ({
    ...page(client, 1),
    channel: client.manual,
    deliveryState: ['scheduled', 'failed'],
    ...ever,
  }),
  readPost: async ({ client }) => ({ id: client.post }),
  createPost: async ({ client }) => ({
    tenant: client.tenant,
    title: 'New flats',
    ...wordsFor(client),
  }),
  editPost: async ({ house, client }) => ({
    id: await addPost(house.payload, client.tenant),
    ifMatch: '*',
    title: 'Newer flats',
    ...wordsFor(client),
  }),
  listChannels: async ({ client }) => ({
    ...page(client, 1),
    platform: ['mastodon'],
    kind: ['postiz'],
    state: ['active', 'limited'],
  }),
  listPlans: async ({ client }) => ({
    ...page(client, 1),
    post: client.post,
    channel: client.manual,
    deliveryState: ['scheduled'],
    ...ever,
  }),
  listDeliveries: async ({ client }) => ({
    ...page(client, 2),
    plan: client.plan,
    post: client.post,
    channel: client.manual,
    platform: ['whatsapp'],
    state: ['scheduled', 'queued'],
    ...ever,
  }),
  readDelivery: async ({ client }) => ({ id: client.delivery }),
  listReceipts: async ({ client }) => ({
    ...page(client, 1),
    plan: client.asked.plan,
    delivery: client.asked.delivery,
    channel: client.manual,
    action: ['push', 'fire'],
    outcome: ['ok', 'refused'],
    ...ever,
  }),
  listDeadLetters: async ({ client }) => ({
    ...page(client, 2),
    plan: client.plan,
    channel: client.manual,
    code: 'EXPIRED',
    olderThan: ever.to,
    newerThan: ever.from,
  }),
  redriveDeadLetters: async (args) => ({ deliveries: [await deliveryIn(args, 'failed')] }),
  distribute: async ({ client }) => ({
    id: client.post,
    channels: [client.manual, client.postiz],
    at: inAnHour(),
    allowDuplicate: true,
  }),
  planStatus: async ({ client }) => ({ id: client.plan }),
  cancelPlan: async (args) => ({ id: (await plan(sceneOf(args))).plan }),
  pausePlan: async (args) => ({ id: (await plan(sceneOf(args))).plan }),
  resumePlan: async (args) => ({ id: (await plan(sceneOf(args))).plan }),
  haltPlan: async (args) => ({
    id: (await plan(sceneOf(args))).plan,
    reason: 'The picture shows the wrong house.',
  }),
  retryFailed: async (args) => {
    const id = await deliveryIn(args, 'failed')
    const found = await query(
      args.house.payload,
      'select plan_id from postyard_deliveries where id = $1',
      [id],
    )
    return { id: found[0]!.plan_id }
  },
  startNetwork: async ({ client }) => ({
    post: client.post,
    select: {
      count: 2,
      criteria: { channels: [client.manual, client.postiz], minHealth: 0, order: 'best' },
    },
    window: { from: inAnHour(), hours: 240 },
    gap: { minMinutes: 1, maxMinutes: 30 },
    sameContentMinutes: 6.5,
    peaks: { weekday: [{ from: '09:00', to: '17:00' }], weekend: [] },
    seed: 'one',
    variation: { text: '{Two|Three} flats by the river.' },
    allowDuplicate: true,
    // What is made changes the risk of the next one.
    dryRun: true,
  }),
  networkStatus: async ({ client }) => ({ id: client.plan }),
  networkProgress: async ({ client }) => ({
    id: client.plan,
    state: ['scheduled', 'failed'],
    cursor: page(client, 1).cursor,
    limit: 20,
  }),
  networkHistory: async ({ client }) => ({
    ...page(client, 1),
    post: client.post,
    channel: client.manual,
    deliveryState: ['scheduled'],
    ...ever,
  }),
  networkAnalytics: async ({ client }) => ({
    tenant: client.tenant,
    plan: client.plan,
    channel: client.manual,
    ...ever,
  }),
  planAlerts: async ({ client }) => ({ id: client.plan }),
  cancelDelivery: async (args) => ({ id: (await plan(sceneOf(args))).delivery }),
  readCalendar: async ({ client }) => ({
    tenant: client.tenant,
    ...{ channel: client.manual, series: client.series },
    state: ['pending', 'publishing'],
    ...soon(),
  }),
  movePlan: async (args) => {
    const { plan: id } = await plan(sceneOf(args))
    const day = (ms: number) => new Date(ms).toISOString().slice(0, 10)
    const found = await query(
      args.house.payload,
      `select (scheduled_at at time zone 'Europe/Lisbon')::date::text as day from postyard_deliveries where plan_id = $1`,
      [id],
    )
    return { id, day: found[0]!.day, to: day(Date.now() + 3 * 24 * 60 * 60_000), time: '12:00' }
  },
  reschedule: async (args) => ({ id: (await plan(sceneOf(args))).delivery, at: inAnHour() }),
  publishNow: async (args) => ({ id: (await plan(sceneOf(args))).delivery }),
  retry: async (args) => ({ id: await deliveryIn(args, 'failed') }),
  resolve: async (args) => ({
    id: await deliveryIn(args, 'unknown'),
    outcome: 'live',
    url: 'https://example.com/status/1',
  }),
  connectPostiz: async ({ sandbox, client }) => ({
    id: client.tenant,
    baseUrl: `${sandbox.url}/api`,
    apiKey: client.apiKey,
    groupId: client.group,
  }),
  connectWebhook: async (args) => ({
    id: await addWebhook(args),
    url: 'https://receiver.example/posts',
    secret: `whsec_${randomBytes(32).toString('base64')}`,
    headers: [{ name: 'Authorization', value: 'Bearer of-the-receiver' }],
    body: 'signed',
    isOneWay: true,
  }),
  connectMail: async (args) => ({ id: await addChannel(args, 'email') }),
  feedAddresses: async (args) => ({ id: await addFeed(args) }),
  renewFeed: async (args) => ({ id: await addFeed(args) }),
  testWebhook: async (args) => ({ id: await addConnectedWebhook(args) }),
  listPostizGroups: async ({ sandbox, client }) => ({
    id: client.tenant,
    baseUrl: `${sandbox.url}/api`,
    apiKey: client.apiKey,
  }),
  postizStatus: async ({ client }) => ({ id: client.tenant }),
  postizBudget: async ({ client }) => ({ id: client.tenant }),
  reconnectLink: async ({ client }) => ({ id: client.postiz }),
  channelHealth: async ({ client }) => ({ id: client.postiz, days: 14 }),
  healthOfChannels: async ({ client }) => ({
    tenant: client.tenant,
    word: ['well', 'untried'],
    limit: 10,
  }),
  channelAnalytics: async ({ client }) => ({ id: client.postiz }),
  deliveryAnalytics: async ({ client }) => ({ id: client.delivery }),
  syncChannels: async ({ client }) => ({ tenant: client.tenant }),
  listClaims: async ({ client }) => ({
    ...page(client, 1),
    ...{ state: ['claimed', 'scheduled'], campaign: client.campaign, whose: 'seen' },
  }),
  readClaim: async ({ client }) => ({ id: client.claim }),
  scheduleClaim: async (args) => ({ id: await addClaim(args), ...going() }),
  rescheduleClaim: async (args) => ({
    ...{ id: await addScheduledClaim(args), at: inAnHour(), timezone: 'Europe/Lisbon' },
  }),
  publishClaim: async (args) => ({ id: await addClaim(args), platform: 'snapchat' }),
  publishClaimOnSeveral: async (args) => ({ id: await addClaim(args), platforms: ['snapchat'] }),
  retryClaim: async (args) => {
    const id = await addScheduledClaim(args)
    await failClaim(args, id)
    return { id }
  },
  claimAnalytics: async ({ client }) => ({
    ...{ tenant: client.tenant, campaign: client.campaign, influencer: client.influencer },
    ...ever,
  }),
  cancelClaim: async (args) => ({ id: await addClaim(args) }),
  setOverlays: async (args) => {
    const id = await addClaim(args)
    const image = await addOwnPicture(args, id)
    return { id, intro: { kind: 'image', image, seconds: 1.5 }, outro: null, fit: 'crop' }
  },
  setCaptions: async (args) => ({
    ...{ id: await addClaim(args), captions: { snapchat: 'Run with me!', tiktok: null } },
  }),
  uploadForClaim: async (args) => ({
    id: await addClaim(args),
    file: (await picture('intro.png')).data.toString('base64'),
    ...{ mimeType: 'image/png', alt: 'My name' },
  }),
  previewClaim: async ({ client }) => ({ id: client.claim, again: 'false' }),
  downloadClaim: async ({ client }) => ({ id: client.claim, platform: 'snapchat' }),
  listSeries: async ({ client }) => page(client, 1),
  readSeries: async ({ client }) => ({ id: client.series }),
  createSeries: async ({ client }) => ({
    ...{ tenant: client.tenant, name: 'Cats', slug: `cats-${randomUUID()}`, boardName: 'Cats' },
    ...{ source: { kind: 'feed', url: 'https://blog.example/cats.xml' }, repeatDays: 90 },
    channels: [client.manual],
  }),
  editSeries: async ({ client }) => ({
    ...{ id: client.series, name: 'Sharks', boardName: null, repeatDays: null },
    source: {
      kind: 'query',
      collection: 'posts',
      where: { title: { like: 'shark' } },
      sort: 'title',
    },
    channels: [client.manual],
  }),
  seriesSources: async ({ client }) => ({ id: client.tenant }),
  trySeries: async ({ client }) => ({
    ...{ id: client.tenant, series: client.series, slug: 'posts', repeatDays: 90 },
    ...{ source: { kind: 'query', collection: 'posts' }, channels: [client.manual] },
    boardName: 'Posts',
  }),
  pauseSeries: async ({ client }) => ({ id: client.series, reason: 'New pictures come.' }),
  resumeSeries: async ({ client }) => ({ id: client.series }),
  syncSource: async ({ client }) => ({ id: client.series }),
  listItems: async ({ client }) => ({
    ...{ id: client.series, after: 0, limit: 10, state: ['waiting', 'set_aside'] },
  }),
  listFlights: async ({ client }) => ({
    ...{ tenant: client.tenant, series: client.series, limit: 10, cursor: '9' },
    ...{ day: '2026-11-23', state: ['waiting', 'flown'] },
  }),
  flyNow: async (args) => ({ id: (await addBoardSeries(args)).id }),
  returnItem: async (args) => {
    const { id } = await addBoardSeries(args)
    const [item] = await query(
      args.house.payload,
      `insert into postyard_series_items
         (tenant, series_id, key, position, title, text, hash, found_at, changed_at, set_aside_at)
       values ($1, $2, 'a', 0, 'A', '', '', now(), now(), now()) returning id`,
      [args.client.tenant, id],
    )
    return { id, item: String(item!.id) }
  },
  listFlightPlans: async ({ client }) => ({
    ...{ ...page(client, 1), day: '2026-11-23' },
  }),
  readFlightPlan: async ({ client }) => ({ id: client.flightPlan }),
  flightPlanQueue: async ({ client }) => ({ id: client.flightPlan }),
  runFlightPlan: async ({ client }) => ({ id: client.tenant }),
  dryRunFlightPlan: async ({ client }) => ({ id: client.tenant }),
  replayFlightPlan: async ({ client }) => ({ id: client.flightPlan }),
  lookAheadFlights: async ({ client }) => ({ id: client.tenant, days: 3 }),
  seriesBoards: async (args) => ({ id: (await addBoardSeries(args)).id }),
  chooseBoard: async (args) => ({ ...(await addBoardSeries(args)), board: null }),
  seriesFeed: async (args) => ({ id: (await addBoardSeries(args)).id }),
  renewSeriesFeed: async (args) => ({ id: (await addBoardSeries(args)).id }),
  ingestClaim: async ({ client }) => ({
    ...{ tenant: client.tenant, claimId: `claim-${randomUUID()}`, influencer: 'nia' },
    ...{ clip: 'clip-1', campaign: 'summer', claimedAt: new Date().toISOString() },
  }),
  listClaimLetters: async ({ client }) => ({
    ...{ tenant: client.tenant, limit: 20, cursor: '4711' },
    ...{ state: 'open', code: ['CLIP_UNKNOWN'] },
  }),
  retryClaimLetter: async (args) => ({ id: await letterOf(args) }),
  dropClaimLetter: async (args) => ({ id: await letterOf(args) }),
  createClaimSource: async ({ client }) => ({ tenant: client.tenant, name: 'Campaign app' }),
  listClaimSources: async ({ client }) => ({ tenant: client.tenant }),
  renewClaimSource: async (args) => ({ id: await claimSourceOf(args), force: true }),
  deleteClaimSource: async (args) => ({ id: await claimSourceOf(args) }),
  settingsForm: async ({ client }) => ({ id: client.postiz }),
  runTool: async ({ client }) => ({ id: client.postiz, tool: 'lists', data: { word: 'homes' } }),
  checkPost: async ({ client }) => ({
    id: client.post,
    tenant: client.tenant,
    title: 'New flats',
    text: 'By the river.',
    link: 'https://example.com/flats',
    media: [client.media],
    parts: [{ text: 'Ask us.', media: [], delayMinutes: 5 }],
    channels: [client.postiz],
    channelSettings: { [client.postiz]: { visibility: 'public' } },
    at: inAnHour(),
  }),
  previewVariants: async ({ client }) => ({
    post: client.post,
    channels: [client.postiz],
    variation: { text: '{Two|Three} flats by the river.', pools: { river: { tags: ['#river'] } } },
    seed: 'one',
  }),
  previewCard: async ({ client }) => ({
    tenant: client.tenant,
    card: { template: 'quote', format: 'landscape', data: { text: 'They found us a home.' } },
  }),
  postRenditions: async ({ client }) => ({ id: client.post }),
  cancelRendition: async (args) => ({ id: await renditionIn(args, 'pending') }),
  retryRendition: async (args) => ({ id: await renditionIn(args, 'failed') }),
  registerDevice: async () => ({
    token: `phone-${randomUUID()}`,
    platform: 'android',
    name: 'A new phone',
  }),
  signInDevice: async () => ({
    secret: randomBytes(32).toString('base64url'),
    platform: 'android',
    name: 'A phone that stays',
    appVersion: '1.2.3',
    notifications: 'granted',
  }),
  listDevices: async () => ({ whose: 'all' }),
  reportDevice: async (args) => ({ id: await deviceOf(args), name: 'The blue one' }),
  revokeDevice: async (args) => ({ id: await deviceOf(args) }),
  testPush: async (args) => ({ id: await deviceOf(args) }),
  pushSettings: async () => ({}),
  connectPush: async ({ client }) => ({ id: client.tenant }),
  setHours: async () => ({
    timezone: 'Europe/Lisbon',
    hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', until: '00:00' }],
    awayHours: 0,
  }),
  readHours: async () => ({}),
  listTasks: async () => ({ whose: 'all' }),
  readTask: async (args) => ({ id: (await askAgent(sceneOf(args))).task }),
  answerTask: async (args) => ({
    id: (await askAgent(sceneOf(args))).task,
    outcome: 'posted',
    url: 'https://example.com/status/2',
    note: 'Done.',
    minutes: 15,
  }),
  openTask: async (args) => ({ id: (await askAgent(sceneOf(args))).task }),
  closeTask: async (args) => ({ id: (await askAgent(sceneOf(args))).task }),
  addProof: async (args) => ({
    id: (await askAgent(sceneOf(args))).task,
    picture: (await picture('proof.png')).data.toString('base64'),
    mimeType: 'image/png',
  }),
  handOverTask: async (args) => ({
    id: (await askAgent(sceneOf(args))).task,
    to: args.client.people.manager.id,
    note: 'Out of battery.',
  }),
  listAgents: async (args) => ({ id: (await askAgent(sceneOf(args))).task }),
  listComing: async () => ({ within: 'day' }),
  readComing: async (args) => ({ id: (await plan(sceneOf(args))).delivery }),
  startEarly: async (args) => ({ id: (await plan(sceneOf(args))).delivery }),
  assignTask: async (args) => ({
    id: (await askAgent(sceneOf(args))).task,
    to: args.client.people['field-agent'].id,
    note: 'Is nearby.',
  }),
  decideTask: async (args) => ({ id: await claimLate(args), isAccepted: true, note: 'Seen.' }),
  assistOverview: async ({ client }) => ({ id: client.tenant, over: 'month' }),
  watchTasks: async ({ client }) => ({ tenant: client.tenant }),
  listPeople: async ({ client }) => ({ tenant: client.tenant }),
  taskOfDelivery: async ({ client }) => ({ id: client.asked.delivery }),
  checkPush: async ({ client }) => ({ id: client.tenant }),
  createKey: async ({ client }) => ({
    tenant: client.tenant,
    name: 'Make.com',
    scopes: ['posts.read', 'plans.read', 'plans.write'],
    expiresAt: null,
  }),
  listKeys: async ({ client }) => ({ tenant: client.tenant }),
  revokeKey: async ({ house, client }) => ({ id: (await addKey(house, client)).id }),
  exportReceipts: async ({ client }) => ({
    id: client.tenant,
    plan: client.plan,
    from: '2026-01-01T00:00:00Z',
    to: '2100-01-01T00:00:00Z',
    cursor: '0-1',
    limit: 100,
  }),
  verifyChain: async ({ client }) => ({ id: client.tenant, after: 0 }),
  eraseReceipts: async (args) => {
    const [receipt] = await query(
      args.house.payload,
      `insert into postyard_receipts
         (tenant_id, delivery_id, plan_id, channel_id, attempt, fence, action, by, opened_at, closed_at, outcome, updated_at, created_at)
       select tenant_id, id, plan_id, channel_id, 1, 1, 'answer', 'Somebody', now(), now(), 'ok', now(), now()
       from postyard_deliveries where id = $1 returning id`,
      [await deliveryIn(args, 'published')],
    )
    return { id: args.client.tenant, receipts: [receipt!.id] }
  },
  grantEntitlement: async ({ client }) => ({
    tenant: client.tenant,
    title: 'A program, this post',
    holder: 'user',
    user: client.people['api-agent'].id,
    subject: 'post',
    post: client.post,
    allowedChannels: [client.manual],
    form: 'excerpt',
    excerptGraphemes: 280,
    validUntil: inAnHour(),
    note: 'Agreed by mail.',
  }),
  listEntitlements: async ({ client }) => ({ ...page(client, 1), post: client.post }),
  revokeEntitlement: async ({ house, client }) => ({
    id: (
      await house.payload.create({
        collection: 'entitlements',
        data: { ...grantOfAll(client.tenant), holder: 'staff' } as never,
      })
    ).id,
  }),
  listEventTypes: async () => ({}),
  createSubscriber: async ({ client }) => ({
    tenant: client.tenant,
    name: 'A dashboard',
    url: 'https://receiver.example/events',
    types: ['distribution.plan.*', 'distribution.published'],
    channels: [client.manual],
    headers: [{ name: 'Authorization', value: 'Bearer of-the-receiver' }],
    from: 'beginning',
  }),
  listSubscribers: async ({ client }) => ({ tenant: client.tenant }),
  editSubscriber: async ({ house, client }) => ({
    id: await addSubscriber(house, client),
    name: 'Another dashboard',
    url: 'https://receiver.example/others',
    types: [],
    channels: [client.postiz],
    headers: [],
  }),
  rotateSubscriberSecret: async ({ house, client }) => ({ id: await addSubscriber(house, client) }),
  testSubscriber: async ({ client }) => ({ id: client.subscriber }),
  pauseSubscriber: async ({ house, client }) => ({ id: await addSubscriber(house, client) }),
  resumeSubscriber: async ({ house, client }) => ({ id: await addSubscriber(house, client) }),
  replaySubscriber: async ({ house, client }) => ({
    id: await addSubscriber(house, client),
    from: { at: '2026-01-01T00:00:00+01:00' },
  }),
  subscriberDeliveries: async ({ client }) => ({
    id: client.subscriber,
    state: ['dead', 'pending'],
    cursor: '4711',
    limit: 20,
  }),
  redriveSubscriber: async ({ client }) => ({ id: client.subscriber, positions: ['4711'] }),
  deleteSubscriber: async ({ house, client }) => ({ id: await addSubscriber(house, client) }),
  showQueues: async () => ({}),
}
