import { queues, tick } from 'postyard'
import { startWorker } from 'postyard/durable-jobs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import {
  addManualChannel,
  addPerson,
  addPicture,
  addPost,
  addTenant,
  call,
  type Person,
} from './support/agency.ts'
import { eventually } from './support/eventually.ts'
import { expectProblem } from './support/expectProblem.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { query } from './support/scenes.ts'
import { steerPostiz } from './support/steerPostiz.ts'

const pins = {
  id: 'pins',
  name: 'Marina Pins',
  identifier: 'pinterest',
  tools: {
    boards: {
      data: [
        { id: 'b1', title: 'Homes' },
        { id: 'b2', title: 'Boats' },
      ],
    },
  },
}

let house: House
let postiz: PostizSandbox
let steer: ReturnType<typeof steerPostiz>
let worker: Awaited<ReturnType<typeof startWorker>>
let tenant: string
let manager: Person
let editor: Person
let picture: string
const channels: Record<string, string> = {}

beforeAll(async () => {
  postiz = await startPostizSandbox({
    port: 0,
    publishDelayMs: 10,
    organisations: [
      {
        name: 'A',
        key: 'key',
        integrations: [
          pins,
          { id: 'reddit', name: 'Marina on Reddit', identifier: 'reddit' },
          { id: 'tiktok', name: 'Marina Clips', identifier: 'tiktok' },
          { id: 'sky', name: 'Marina Blue', identifier: 'bluesky' },
          { id: 'dead', name: 'Lost Pins', identifier: 'pinterest', refreshNeeded: true },
        ],
      },
    ],
  })
  steer = steerPostiz(postiz)
  house = await openHouse()
  tenant = await addTenant(house.payload)
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  editor = await addPerson(house, [{ tenant, roles: ['editor'] }])
  picture = await addPicture(house.payload, tenant)
  await call(house, manager, 'POST', `/tenants/${tenant}/connect-postiz`, {
    baseUrl: `${postiz.url}/api`,
    apiKey: 'key',
  })
  const imported = await query(
    house.payload,
    'select id, integration_id from postyard_channels where tenant_id = $1',
    [tenant],
  )
  for (const row of imported) channels[row.integration_id] = row.id
  channels.manual = await addManualChannel(house.payload, tenant)
  worker = await startWorker({ payload: house.payload, queues })
})

afterAll(async () => {
  await worker?.stop()
  await house?.close()
  await postiz?.close()
})

const formOf = (channel: string) =>
  call(house, editor, 'GET', `/channels/${channels[channel]}/settings-form`)

const runTool = (channel: string, tool: string, data?: Record<string, string>) =>
  call(house, editor, 'POST', `/channels/${channels[channel]}/tools/${tool}`, {
    ...(data ? { data } : {}),
  })

const pathOf = ({ path }: { path: string }) => path

test('the settings of a channel are told as fields, each with its rule, its source and the tool that fills it', async () => {
  const { status, body } = await formOf('pins')
  expect(status, JSON.stringify(body)).toBe(200)
  expect(body).toMatchObject({
    platform: 'pinterest',
    name: 'Pinterest',
    rulesVersion: expect.stringMatching(/^\d{4}-\d\d-\d\d/),
    maxLength: 500,
    remoteMaxLength: 500,
    values: {},
    tools: [{ name: 'boards', needs: [] }],
  })
  expect(body.fields.map(pathOf)).toEqual(['board', 'title', 'link', 'dominant_color'])
  expect(body.fields[0]).toMatchObject({
    label: 'Board',
    kind: 'text',
    isRequired: true,
    tool: { name: 'boards' },
    source: expect.stringContaining('Postiz'),
    checkedOn: '2026-08-21',
  })
  expect(body.fields[2]).toMatchObject({ kind: 'link', isRequired: false, fromPost: 'link' })
})

test('fields that only the Postiz at hand knows stand after ours', async () => {
  const { body } = await formOf('tiktok')
  const further = body.fields.filter(({ path }: { path: string }) => /music|location/.test(path))
  expect(further).toEqual([
    expect.objectContaining({ path: 'music', kind: 'json', source: 'The Postiz of this channel' }),
    expect.objectContaining({ path: 'location', kind: 'json' }),
  ])
  expect(body.fields.filter(({ path }: { path: string }) => path === 'duet')).toHaveLength(1)
})

test('a channel that a person serves has no fields', async () => {
  expect((await formOf('manual')).body).toMatchObject({ fields: [], tools: [] })
})

test('boards are chosen from a list, whatever shape the platform gives it', async () => {
  const { status, body } = await runTool('pins', 'boards')
  expect([status, body.options]).toEqual([
    200,
    [
      { value: 'b1', label: 'Homes' },
      { value: 'b2', label: 'Boats' },
    ],
  ])
})

test('subreddits are looked for by a word, and what one demands is told', async () => {
  const found = await runTool('reddit', 'subreddits', { word: 'music' })
  expect(found.body.options.map(({ label }: { label: string }) => label)).toEqual(['r/Music'])
  const { fields } = (await formOf('reddit')).body
  const field = fields.find((one: { path: string }) => one.path === 'subreddit[].value.subreddit')
  expect(field.tool).toEqual({
    name: 'subreddits',
    needs: { key: 'word', from: 'search' },
    keeps: 'label',
  })
  const demands = await runTool('reddit', 'restrictions', { subreddit: 'r/Music' })
  expect(demands.body).toMatchObject({
    parts: { flairs: [{ value: 'flair-sale', label: 'For sale' }, expect.anything()] },
    says: { is_flair_required: true },
  })
})

test('a tool that the account does not offer, or cannot serve, is refused with what to do', async () => {
  expectProblem(await runTool('pins', 'deletePosts'), 422, 'TOOL_NOT_OFFERED')
  expectProblem(await runTool('manual', 'boards'), 422, 'TOOL_NOT_OFFERED')
  expectProblem(await runTool('dead', 'boards'), 409, 'CHANNEL_UNAUTHORISED')
})

test('while Postiz is away, the form tells what we know and says so; its lists are out of reach', async () => {
  await steer.setFaults([{ kind: '503', match: { path: '/integration-' } }])
  const { body } = await formOf('pins')
  expect(body.fields.map(pathOf)).toContain('board')
  expect(body).toMatchObject({ tools: [], postizFault: { code: 'POSTIZ_SERVER_ERROR' } })
  expectProblem(await runTool('pins', 'boards'), 502, 'POSTIZ_UNREACHABLE')
  await steer.clearFaults()
})

const save = (id: string, data: Record<string, unknown>) =>
  call(house, manager, 'PATCH', `/posts/${id}`, data)

const pin = async (text: string, data: Record<string, unknown> = {}) =>
  addPost(house.payload, tenant, { text, media: [picture], channels: [channels.pins], ...data })

const boardOf = async (text: string): Promise<unknown> => {
  const { publications } = await eventually(
    () => steer.publications(),
    ({ publications: all }) => all.some((one) => one.text.includes(text)),
  )
  return publications.find((one) => one.text.includes(text))?.settings.board
}

test('what a post has otherwise than its channel travels with it to the platform, and with no other post', async () => {
  await call(house, manager, 'PATCH', `/channels/${channels.pins}`, { settings: { board: 'b1' } })
  const own = await pin('On the board of boats', {
    channelSettings: { [channels.pins!]: { board: 'b2' } },
  })
  const plain = await pin('On the board of homes', { channelSettings: { [channels.pins!]: {} } })
  for (const id of [own, plain]) {
    const answer = await call(house, editor, 'POST', `/posts/${id}/distribute`, {})
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  }
  await tick({ payload: house.payload })
  expect(await boardOf('On the board of boats')).toBe('b2')
  expect(await boardOf('On the board of homes')).toBe('b1')
})

test('a post may give what its channel lacks, and is refused without it', async () => {
  await call(house, manager, 'PATCH', `/channels/${channels.pins}`, { settings: {} })
  const post = await pin('Nowhere to go')
  const refused = await call(house, editor, 'POST', `/posts/${post}/distribute`, {})
  expectProblem(refused, 422, 'CONTENT_REFUSED')
  expect(refused.body.errors).toMatchObject([{ code: 'SETTING_REQUIRED' }])
  await save(post, { channelSettings: { [channels.pins!]: { board: 'b2' } } })
  const taken = await call(house, editor, 'POST', `/posts/${post}/distribute`, {
    at: new Date(Date.now() + 3_600_000).toISOString(),
  })
  expect(taken.status).toBe(200)
  const [plan] = await query(house.payload, 'select content from postyard_plans where id = $1', [
    taken.body.plan,
  ])
  expect(plan!.content.channelSettings).toEqual({ [channels.pins!]: { board: 'b2' } })
})

test('a plan keeps only the settings of its own channels', async () => {
  const post = await pin('For two', {
    channels: [channels.pins, channels.manual],
    channelSettings: { [channels.pins!]: { board: 'b2' }, [channels.manual!]: { x: 1 } },
  })
  const { body } = await call(house, editor, 'POST', `/posts/${post}/distribute`, {
    channels: [channels.manual],
    at: new Date(Date.now() + 3_600_000).toISOString(),
  })
  const [plan] = await query(house.payload, 'select content from postyard_plans where id = $1', [
    body.plan,
  ])
  expect(plan!.content.channelSettings).toEqual({ [channels.manual!]: { x: 1 } })
})

test('settings for a channel to which a post does not go are refused: when it is saved, and when it is planned', async () => {
  const other = await addTenant(house.payload)
  const foreign = await addManualChannel(house.payload, other)
  const post = await pin('Somewhere else')
  for (const id of [channels.sky!, foreign, 'no-such-channel']) {
    const answer = await save(post, { channelSettings: { [id]: { board: 'b1' } } })
    expect(answer.status).toBe(400)
    expect(JSON.stringify(answer.body)).toContain('CHANNEL_SETTINGS_MISPLACED')
  }
  for (const wrong of [[], { [channels.pins!]: 'b1' }, { [channels.pins!]: ['b1'] }]) {
    const answer = await save(post, { channelSettings: wrong })
    expect(JSON.stringify(answer.body)).toContain('CHANNEL_SETTINGS_INVALID')
  }
  await save(post, { channelSettings: { [channels.pins!]: { board: 'b1' } } })
  expect((await save(post, { channels: [channels.sky] })).status).toBe(400)
  expect((await save(post, { channels: [channels.sky], channelSettings: null })).status).toBe(200)
  // Past the door of Payload, as an import or a hand in the database would do it.
  await query(house.payload, 'update postyard_posts set channel_settings = $2 where id = $1', [
    post,
    JSON.stringify({ [foreign]: { board: 'b1' } }),
  ])
  expectProblem(
    await call(house, editor, 'POST', `/posts/${post}/distribute`, {}),
    422,
    'CHANNEL_SETTINGS_MISPLACED',
  )
})

const check = (body: Record<string, unknown>, person = editor) =>
  call(house, person, 'POST', '/posts/check', body)

test('while a post is written, each channel tells its preview, its counts and each rule that is broken', async () => {
  const { status, body } = await check({
    tenant,
    title: 'New flats',
    text: `**By the river.** ${'x'.repeat(300)}`,
    link: 'https://example.com/flats',
    media: [picture],
    channels: [channels.sky, channels.pins, channels.manual],
  })
  expect(status, JSON.stringify(body)).toBe(200)
  expect(body.problems).toEqual([])
  const [sky, pinned, byHand] = body.channels
  expect(sky).toMatchObject({
    name: 'Marina Blue',
    limit: 300,
    count: sky.preview.length,
    preview: expect.stringMatching(/https:\/\/example\.com\/flats$/),
    media: { pictures: 1, videos: 0, says: expect.stringContaining('4 pictures') },
    refusals: [
      {
        code: 'TEXT_TOO_LONG',
        field: 'text',
        limit: 300,
        count: sky.count,
        source: expect.stringContaining('Postiz'),
        checkedOn: '2026-08-21',
      },
    ],
  })
  expect(pinned.preview).not.toContain('https://example.com')
  expect(pinned.refusals).toMatchObject([
    { code: 'SETTING_REQUIRED', field: 'settings', setting: 'board' },
  ])
  expect(byHand).toMatchObject({ kind: 'manual', refusals: [] })
  expect(byHand).not.toHaveProperty('limit')
})

test('a stored post is checked as it is, or with changes that are not saved yet', async () => {
  const post = await pin('A pin', { channelSettings: { [channels.pins!]: { board: 'b1' } } })
  const codes = async (more: Record<string, unknown>) =>
    (await check({ id: post, ...more })).body.channels.flatMap(
      ({ refusals }: { refusals: { code: string }[] }) => refusals.map(({ code }) => code),
    )
  expect(await codes({})).toEqual([])
  expect(await codes({ media: [] })).toEqual(['MEDIA_REQUIRED'])
  expect(await codes({ channelSettings: {} })).toEqual(['SETTING_REQUIRED'])
  expect(await codes({ parts: [{ text: 'More' }] })).toEqual(['PARTS_UNSUPPORTED'])
})

test('what is wrong wherever it goes is told once; a post that is nobody’s is refused', async () => {
  const empty = await check({ tenant, channels: [channels.sky] })
  expect(empty.body).toMatchObject({
    problems: [{ code: 'POST_EMPTY', field: 'text' }],
    channels: [{ refusals: [] }],
  })
  const misplaced = await check({
    tenant,
    text: 'x',
    channels: [channels.sky],
    channelSettings: { [channels.pins!]: { board: 'b1' } },
  })
  expect(misplaced.body.problems).toMatchObject([{ code: 'CHANNEL_SETTINGS_MISPLACED' }])
  expectProblem(await check({ text: 'x' }), 400, 'INVALID_INPUT')
})
