import { randomUUID } from 'node:crypto'
import type { PostizSandbox } from '../../../src/sandbox/postiz/index.ts'
import type { Client } from './furnish.ts'
import type { House } from './openHouse.ts'
import type { Input, OperationName } from './operationCalls.ts'
import { askAgent, plan, putInto } from './scenes.ts'

type Args = { house: House; sandbox: PostizSandbox; client: Client }

const inAnHour = () => new Date(Date.now() + 60 * 60_000).toISOString()

const sceneOf = ({ house, client }: Args) => ({
  payload: house.payload,
  by: client.people.manager,
  post: client.post,
  channels: [client.manual],
})

const deliveryIn = async (args: Args, state: string) => {
  const { delivery } = await plan(sceneOf(args))
  await putInto(args.house.payload, delivery, state)
  return delivery
}

/**
 * For each operation an input with which it succeeds, on records made for it alone. An operation that is missing here
 * is an error of types, and of the tests that walk over all operations.
 */
export const goodInputs: Record<OperationName, (args: Args) => Promise<Input>> = {
  distribute: async ({ client }) => ({
    id: client.post,
    channels: [client.manual, client.postiz],
    at: inAnHour(),
  }),
  planStatus: async ({ client }) => ({ id: client.plan }),
  cancelPlan: async (args) => ({ id: (await plan(sceneOf(args))).plan }),
  cancelDelivery: async (args) => ({ id: (await plan(sceneOf(args))).delivery }),
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
  listPostizGroups: async ({ sandbox, client }) => ({
    id: client.tenant,
    baseUrl: `${sandbox.url}/api`,
    apiKey: client.apiKey,
  }),
  postizStatus: async ({ client }) => ({ id: client.tenant }),
  postizBudget: async ({ client }) => ({ id: client.tenant }),
  reconnectLink: async ({ client }) => ({ id: client.postiz }),
  channelAnalytics: async ({ client }) => ({ id: client.postiz }),
  deliveryAnalytics: async ({ client }) => ({ id: client.delivery }),
  syncChannels: async ({ client }) => ({ tenant: client.tenant }),
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
  registerDevice: async () => ({
    token: `phone-${randomUUID()}`,
    platform: 'android',
    name: 'A new phone',
  }),
  listTasks: async () => ({ whose: 'all' }),
  readTask: async ({ client }) => ({ id: client.asked.task }),
  answerTask: async (args) => ({
    id: (await askAgent(sceneOf(args))).task,
    outcome: 'posted',
    url: 'https://example.com/status/2',
    note: 'Done.',
    minutes: 15,
  }),
  showQueues: async () => ({}),
}
