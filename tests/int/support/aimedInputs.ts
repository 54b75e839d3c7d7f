import type { Clients } from './faultsOf.ts'
import type { Input, OperationName } from './operationCalls.ts'

/** For each operation what would be done to the other tenant, if it were possible. */
export const aimedInputs: Record<OperationName, (clients: Clients) => Input[]> = {
  distribute: ({ own, foreign }) => [
    { id: foreign.post },
    { id: foreign.post, channels: [own.manual] },
    { id: own.post, channels: [foreign.manual] },
    { id: own.post, channels: [own.manual, foreign.postiz] },
  ],
  planStatus: ({ foreign }) => [{ id: foreign.plan }],
  cancelPlan: ({ foreign }) => [{ id: foreign.plan }],
  cancelDelivery: ({ foreign }) => [{ id: foreign.delivery }],
  reschedule: ({ foreign }) => [
    { id: foreign.delivery, at: new Date(Date.now() + 7_200_000).toISOString() },
  ],
  publishNow: ({ foreign }) => [{ id: foreign.delivery }],
  retry: ({ foreign }) => [{ id: foreign.delivery }],
  resolve: ({ foreign }) => [{ id: foreign.delivery, outcome: 'live' }],
  connectPostiz: ({ own, foreign }) => [
    { id: foreign.tenant, baseUrl: 'http://127.0.0.1:9/api', apiKey: own.apiKey },
  ],
  listPostizGroups: ({ own, foreign }) => [
    { id: foreign.tenant },
    { id: foreign.tenant, baseUrl: 'http://127.0.0.1:9/api', apiKey: own.apiKey },
  ],
  postizStatus: ({ foreign }) => [{ id: foreign.tenant }],
  postizBudget: ({ foreign }) => [{ id: foreign.tenant }],
  syncChannels: ({ foreign }) => [{ tenant: foreign.tenant }],
  reconnectLink: ({ foreign }) => [{ id: foreign.postiz }, { id: foreign.manual }],
  channelAnalytics: ({ foreign }) => [{ id: foreign.postiz }, { id: foreign.manual }],
  deliveryAnalytics: ({ foreign }) => [{ id: foreign.delivery }],
  settingsForm: ({ foreign }) => [{ id: foreign.postiz }, { id: foreign.manual }],
  runTool: ({ foreign }) => [
    { id: foreign.postiz, tool: 'lists' },
    { id: foreign.postiz, tool: 'lists', data: { word: 'x' } },
  ],
  checkPost: ({ own, foreign }) => [
    { id: foreign.post },
    { id: foreign.post, tenant: own.tenant, text: 'x' },
    { id: own.post, tenant: foreign.tenant },
    { tenant: foreign.tenant, text: 'x', channels: [foreign.postiz] },
    { tenant: own.tenant, text: 'x', channels: [foreign.postiz] },
    { id: own.post, channels: [own.manual, foreign.manual] },
  ],
  // It takes nothing of a tenant: a phone is its owner's.
  registerDevice: () => [],
  listTasks: () => [{ whose: 'mine' }, { whose: 'all' }],
  readTask: ({ foreign }) => [{ id: foreign.asked.task }],
  answerTask: ({ foreign }) => [
    { id: foreign.asked.task, outcome: 'posted' },
    { id: foreign.asked.task, outcome: 'snoozed' },
    { id: foreign.asked.task, outcome: 'undo' },
  ],
  // It tells of no tenant.
  showQueues: () => [],
}
