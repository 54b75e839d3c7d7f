import type { Clients } from './faultsOf.ts'
import type { Input, OperationName } from './operationCalls.ts'
import { soon } from './operationInputs.ts'

/** A post of one's own that points to what is the other's. */
const pointing = (post: Input, foreign: Clients['foreign']): Input[] => [
  { ...post, media: [foreign.media] },
  { ...post, parts: [{ text: 'x', media: [foreign.media] }] },
  { ...post, channels: [foreign.manual] },
]

/** For each operation what would be done to the other tenant, if it were possible. */
export const aimedInputs: Record<OperationName, (clients: Clients) => Input[]> = {
  listPosts: ({ foreign }) => [{}, { tenant: foreign.tenant }, { channel: foreign.manual }],
  readPost: ({ foreign }) => [{ id: foreign.post }],
  createPost: ({ own, foreign }) => [
    { tenant: foreign.tenant, title: 'New' },
    ...pointing({ tenant: own.tenant, title: 'New' }, foreign),
  ],
  editPost: ({ own, foreign }) => [
    { id: foreign.post, title: 'Changed' },
    { id: foreign.post, ifMatch: '*', title: 'Changed' },
    ...pointing({ id: own.post, ifMatch: '*' }, foreign),
  ],
  listChannels: ({ foreign }) => [{}, { tenant: foreign.tenant }],
  listPlans: ({ foreign }) => [
    ...[{}, { tenant: foreign.tenant }, { post: foreign.post }, { channel: foreign.manual }],
  ],
  listDeliveries: ({ foreign }) => [
    ...[{}, { tenant: foreign.tenant }, { plan: foreign.plan }],
    ...[{ post: foreign.post }, { channel: foreign.manual }],
  ],
  readDelivery: ({ foreign }) => [{ id: foreign.delivery }],
  listReceipts: ({ foreign }) => [
    ...[{}, { tenant: foreign.tenant }, { plan: foreign.asked.plan }],
    ...[{ delivery: foreign.asked.delivery }, { channel: foreign.manual }],
  ],
  listDeadLetters: ({ foreign }) => [
    ...[{}, { tenant: foreign.tenant }, { plan: foreign.plan }, { channel: foreign.manual }],
  ],
  redriveDeadLetters: ({ foreign }) => [
    ...[{ tenant: foreign.tenant }, { plan: foreign.plan }, { channel: foreign.manual }],
    { deliveries: [foreign.delivery, foreign.asked.delivery] },
  ],
  distribute: ({ own, foreign }) => [
    { id: foreign.post },
    { id: foreign.post, channels: [own.manual] },
    { id: own.post, channels: [foreign.manual] },
    { id: own.post, channels: [own.manual, foreign.postiz] },
    { id: foreign.post, dryRun: true },
    { id: own.post, channels: [own.manual, foreign.postiz], dryRun: true },
    { id: foreign.post, allowDuplicate: true, awaitDelivery: 1 },
  ],
  planStatus: ({ foreign }) => [{ id: foreign.plan }],
  cancelPlan: ({ foreign }) => [{ id: foreign.plan }],
  pausePlan: ({ foreign }) => [{ id: foreign.plan, reason: 'x' }],
  resumePlan: ({ foreign }) => [{ id: foreign.plan }, { id: foreign.plan, reason: 'x' }],
  haltPlan: ({ foreign }) => [{ id: foreign.plan, reason: 'x' }],
  retryFailed: ({ foreign }) => [{ id: foreign.plan }],
  startNetwork: ({ own, foreign }) => [
    { post: foreign.post },
    { post: foreign.post, channels: [own.manual] },
    { post: own.post, channels: [own.manual, foreign.manual] },
    { post: own.post, channels: [foreign.postiz], dryRun: true },
    { post: foreign.post, select: { criteria: {} }, dryRun: true },
    { post: own.post, select: { criteria: { channels: [foreign.manual] } } },
  ],
  networkStatus: ({ foreign }) => [{ id: foreign.plan }],
  networkProgress: ({ foreign }) => [{ id: foreign.plan }],
  networkHistory: ({ foreign }) => [
    ...[{}, { tenant: foreign.tenant }, { post: foreign.post }, { channel: foreign.manual }],
  ],
  networkAnalytics: ({ foreign }) => [
    ...[{}, { tenant: foreign.tenant }, { plan: foreign.plan }, { channel: foreign.manual }],
  ],
  planAlerts: ({ foreign }) => [{ id: foreign.plan }],
  cancelDelivery: ({ foreign }) => [{ id: foreign.delivery }],
  readCalendar: ({ foreign }) => [
    soon(),
    { ...soon(), tenant: foreign.tenant },
    { ...soon(), channel: foreign.manual },
    { ...soon(), series: foreign.series },
  ],
  movePlan: ({ foreign }) => {
    const day = new Date().toISOString().slice(0, 10)
    return [{ id: foreign.plan, day, to: day, time: '23:59' }]
  },
  reschedule: ({ foreign }) => [
    { id: foreign.delivery, at: new Date(Date.now() + 7_200_000).toISOString() },
  ],
  publishNow: ({ foreign }) => [{ id: foreign.delivery }],
  retry: ({ foreign }) => [{ id: foreign.delivery }],
  resolve: ({ foreign }) => [{ id: foreign.delivery, outcome: 'live' }],
  connectPostiz: ({ own, foreign }) => [
    { id: foreign.tenant, baseUrl: 'http://127.0.0.1:9/api', apiKey: own.apiKey },
  ],
  connectWebhook: ({ foreign }) => [
    {
      id: foreign.manual,
      url: 'https://receiver.example/posts',
      secret: `whsec_${Buffer.alloc(32).toString('base64')}`,
    },
  ],
  connectMail: ({ foreign }) => [{ id: foreign.manual }],
  feedAddresses: ({ foreign }) => [{ id: foreign.manual }, { id: foreign.postiz }],
  renewFeed: ({ foreign }) => [{ id: foreign.manual }],
  testWebhook: ({ foreign }) => [{ id: foreign.manual }],
  listPostizGroups: ({ own, foreign }) => [
    { id: foreign.tenant },
    { id: foreign.tenant, baseUrl: 'http://127.0.0.1:9/api', apiKey: own.apiKey },
  ],
  postizStatus: ({ foreign }) => [{ id: foreign.tenant }],
  postizBudget: ({ foreign }) => [{ id: foreign.tenant }],
  syncChannels: ({ foreign }) => [{ tenant: foreign.tenant }],
  reconnectLink: ({ foreign }) => [{ id: foreign.postiz }, { id: foreign.manual }],
  channelHealth: ({ foreign }) => [{ id: foreign.postiz }, { id: foreign.manual }],
  healthOfChannels: ({ foreign }) => [{ tenant: foreign.tenant }],
  channelAnalytics: ({ foreign }) => [{ id: foreign.postiz }, { id: foreign.manual }],
  deliveryAnalytics: ({ foreign }) => [{ id: foreign.delivery }],
  ingestClaim: ({ foreign }) => [
    { tenant: foreign.tenant, claimId: 'x', influencer: foreign.influencer, clip: foreign.clip },
  ],
  listClaimLetters: ({ foreign }) => [{}, { tenant: foreign.tenant }],
  retryClaimLetter: ({ foreign }) => [{ id: foreign.claimLetter }],
  dropClaimLetter: ({ foreign }) => [{ id: foreign.claimLetter }],
  createClaimSource: ({ foreign }) => [{ tenant: foreign.tenant, name: 'x' }],
  listClaimSources: ({ foreign }) => [{ tenant: foreign.tenant }],
  renewClaimSource: ({ foreign }) => [{ id: foreign.claimSource }],
  deleteClaimSource: ({ foreign }) => [{ id: foreign.claimSource }],
  settingsForm: ({ foreign }) => [{ id: foreign.postiz }, { id: foreign.manual }],
  listClaims: ({ foreign }) => [{}, { tenant: foreign.tenant }, { campaign: foreign.campaign }],
  readClaim: ({ foreign }) => [{ id: foreign.claim }],
  scheduleClaim: ({ foreign }) => [
    { id: foreign.claim, at: new Date(Date.now() + 3_600_000).toISOString() },
  ],
  rescheduleClaim: ({ foreign }) => [
    { id: foreign.claim, at: new Date(Date.now() + 3_600_000).toISOString() },
  ],
  publishClaim: ({ foreign }) => [{ id: foreign.claim }],
  publishClaimOnSeveral: ({ foreign }) => [{ id: foreign.claim, platforms: ['snapchat'] }],
  retryClaim: ({ foreign }) => [{ id: foreign.claim }],
  claimAnalytics: ({ foreign }) => [
    ...[{ tenant: foreign.tenant }, { campaign: foreign.campaign }],
    { influencer: foreign.influencer },
  ],
  cancelClaim: ({ foreign }) => [{ id: foreign.claim }],
  setOverlays: ({ own, foreign }) => [
    { id: foreign.claim, fit: 'crop' },
    { id: foreign.claim, intro: { kind: 'image', image: own.media, seconds: 1 } },
    { id: own.claim, intro: { kind: 'image', image: foreign.media, seconds: 1 } },
    { id: own.claim, outro: { kind: 'clip', clip: foreign.media, seconds: 1 } },
  ],
  setCaptions: ({ foreign }) => [{ id: foreign.claim, captions: { tiktok: 'x' } }],
  uploadForClaim: ({ foreign }) => [
    { id: foreign.claim, file: Buffer.alloc(64).toString('base64'), mimeType: 'image/png' },
  ],
  previewClaim: ({ foreign }) => [{ id: foreign.claim }, { id: foreign.claim, again: 'true' }],
  downloadClaim: ({ foreign }) => [{ id: foreign.claim }],
  listSeries: ({ foreign }) => [{}, { tenant: foreign.tenant }],
  readSeries: ({ foreign }) => [{ id: foreign.series }],
  createSeries: ({ own, foreign }) => {
    const said = { name: 'New', source: { kind: 'feed', url: 'https://blog.example/x.xml' } }
    return [
      { ...said, tenant: foreign.tenant, slug: 'new', channels: [] },
      { ...said, tenant: own.tenant, slug: 'new', channels: [foreign.manual] },
    ]
  },
  editSeries: ({ own, foreign }) => [
    { id: foreign.series, name: 'Changed' },
    { id: own.series, channels: [foreign.manual] },
  ],
  seriesSources: ({ foreign }) => [{ id: foreign.tenant }],
  trySeries: ({ own, foreign }) => {
    const source = { kind: 'query', collection: 'posts' }
    return [
      { id: foreign.tenant, source },
      { id: own.tenant, series: foreign.series, source },
    ]
  },
  pauseSeries: ({ foreign }) => [{ id: foreign.series }],
  resumeSeries: ({ foreign }) => [{ id: foreign.series }],
  syncSource: ({ foreign }) => [{ id: foreign.series }],
  listItems: ({ foreign }) => [{ id: foreign.series }],
  listFlights: ({ foreign }) => [{}, { tenant: foreign.tenant }, { series: foreign.series }],
  flyNow: ({ foreign }) => [{ id: foreign.series }],
  returnItem: ({ own, foreign }) => [
    { id: foreign.series, item: '1' },
    { id: own.series, item: '1' },
  ],
  listFlightPlans: ({ foreign }) => [{}, { tenant: foreign.tenant }],
  readFlightPlan: ({ foreign }) => [{ id: foreign.flightPlan }],
  flightPlanQueue: ({ foreign }) => [{ id: foreign.flightPlan }],
  runFlightPlan: ({ foreign }) => [{ id: foreign.tenant }],
  dryRunFlightPlan: ({ foreign }) => [{ id: foreign.tenant }],
  replayFlightPlan: ({ foreign }) => [{ id: foreign.flightPlan }],
  lookAheadFlights: ({ foreign }) => [{ id: foreign.tenant }, { id: foreign.tenant, days: 3 }],
  seriesBoards: ({ foreign }) => [{ id: foreign.series }],
  chooseBoard: ({ foreign }) => [
    { id: foreign.series, channel: foreign.postiz, board: null },
    { id: foreign.series, channel: foreign.postiz, board: '7' },
  ],
  seriesFeed: ({ foreign }) => [{ id: foreign.series }],
  renewSeriesFeed: ({ foreign }) => [{ id: foreign.series }],
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
  previewVariants: ({ own, foreign }) => [
    { post: foreign.post },
    { post: foreign.post, channels: [own.manual] },
    { post: own.post, channels: [own.manual, foreign.manual] },
  ],
  previewCard: ({ own, foreign }) => {
    const card = (photo?: string) => ({
      template: 'listing',
      format: 'landscape',
      data: { headline: 'A bright apartment', ...(photo ? { photo } : {}) },
    })
    return [
      { tenant: foreign.tenant, card: card() },
      { tenant: own.tenant, card: card(foreign.media) },
    ]
  },
  postRenditions: ({ foreign }) => [{ id: foreign.post }],
  cancelRendition: ({ foreign }) => [{ id: foreign.rendition }],
  retryRendition: ({ foreign }) => [{ id: foreign.rendition }],
  // It takes nothing of a tenant: a phone is its owner's.
  registerDevice: () => [],
  signInDevice: () => [],
  pushSettings: () => [],
  listDevices: () => [{ whose: 'mine' }, { whose: 'all' }],
  reportDevice: ({ foreign }) => [
    { id: foreign.device },
    { id: foreign.device, notifications: 'blocked', token: 'a-token-of-another' },
  ],
  revokeDevice: ({ foreign }) => [{ id: foreign.device }],
  testPush: ({ foreign }) => [{ id: foreign.device }],
  connectPush: ({ foreign }) => [{ id: foreign.tenant }],
  readHours: () => [],
  listTasks: () => [{ whose: 'mine' }, { whose: 'all' }],
  readTask: ({ foreign }) => [{ id: foreign.asked.task }],
  answerTask: ({ foreign }) => [
    { id: foreign.asked.task, outcome: 'posted' },
    { id: foreign.asked.task, outcome: 'snoozed' },
    { id: foreign.asked.task, outcome: 'undo' },
    { id: foreign.asked.task, outcome: 'posted', isForOther: true },
  ],
  openTask: ({ foreign }) => [{ id: foreign.asked.task }],
  closeTask: ({ foreign }) => [{ id: foreign.asked.task }],
  addProof: ({ foreign }) => [
    { id: foreign.asked.task, picture: Buffer.alloc(30).toString('base64'), mimeType: 'image/png' },
  ],
  handOverTask: ({ own, foreign }) => [
    { id: foreign.asked.task },
    { id: foreign.asked.task, to: own.people['field-agent'].id },
    { id: own.asked.task, to: foreign.people['field-agent'].id },
  ],
  assignTask: ({ own, foreign }) => [
    { id: foreign.asked.task },
    { id: foreign.asked.task, to: own.people.manager.id },
    { id: own.asked.task, to: foreign.people['field-agent'].id },
  ],
  listAgents: ({ foreign }) => [{ id: foreign.asked.task }],
  setHours: ({ foreign }) => [{ person: foreign.people['field-agent'].id, awayHours: 24 }],
  listComing: () => [{ within: 'week' }],
  readComing: ({ foreign }) => [{ id: foreign.delivery }],
  startEarly: ({ foreign }) => [{ id: foreign.delivery }],
  decideTask: ({ foreign }) => [
    { id: foreign.asked.task, isAccepted: true },
    { id: foreign.asked.task, isAccepted: false },
  ],
  assistOverview: ({ foreign }) => [{ id: foreign.tenant }],
  watchTasks: ({ foreign }) => [{}, { tenant: foreign.tenant }],
  listPeople: ({ foreign }) => [{}, { tenant: foreign.tenant }],
  taskOfDelivery: ({ foreign }) => [{ id: foreign.delivery }, { id: foreign.asked.delivery }],
  checkPush: ({ foreign }) => [{ id: foreign.tenant }],
  createKey: ({ foreign }) => [
    { tenant: foreign.tenant, name: 'Make.com', scopes: ['posts.read'] },
    { tenant: foreign.tenant, name: 'Make.com', scopes: ['posts.read'], expiresAt: null },
  ],
  listKeys: ({ foreign }) => [{ tenant: foreign.tenant }],
  revokeKey: ({ foreign }) => [{ id: foreign.apiKeyOfProgram }],
  exportReceipts: ({ foreign }) => [
    { id: foreign.tenant },
    { id: foreign.tenant, plan: foreign.plan },
    { id: foreign.tenant, cursor: '0-1' },
  ],
  verifyChain: ({ foreign }) => [{ id: foreign.tenant }],
  eraseReceipts: ({ own, foreign }) => [
    { id: foreign.tenant, receipts: [foreign.receipt] },
    { id: own.tenant, receipts: [foreign.receipt] },
  ],
  grantEntitlement: ({ own, foreign }) => {
    const terms = {
      title: 'New',
      holder: 'api-agents',
      subject: 'everything',
      allowedChannels: 'all',
      form: 'full',
    }
    return [
      { ...terms, tenant: foreign.tenant },
      { ...terms, tenant: own.tenant, subject: 'post', post: foreign.post },
      { ...terms, tenant: own.tenant, allowedChannels: [foreign.manual] },
      { ...terms, tenant: own.tenant, holder: 'user', user: foreign.people.editor.id },
      { ...terms, tenant: own.tenant, holder: 'key', key: foreign.apiKeyOfProgram },
    ]
  },
  listEntitlements: ({ foreign }) => [{ tenant: foreign.tenant }, { post: foreign.post }],
  revokeEntitlement: ({ foreign }) => [{ id: foreign.entitlement }],
  createSubscriber: ({ own, foreign }) => {
    const terms = { name: 'New', url: 'https://receiver.example/events' }
    return [
      { ...terms, tenant: foreign.tenant },
      { ...terms, tenant: own.tenant, channels: [foreign.manual] },
    ]
  },
  listSubscribers: ({ foreign }) => [{ tenant: foreign.tenant }],
  editSubscriber: ({ own, foreign }) => [
    { id: foreign.subscriber, name: 'New' },
    { id: own.subscriber, channels: [foreign.manual] },
  ],
  rotateSubscriberSecret: ({ foreign }) => [{ id: foreign.subscriber }],
  testSubscriber: ({ foreign }) => [{ id: foreign.subscriber }],
  pauseSubscriber: ({ foreign }) => [{ id: foreign.subscriber }],
  resumeSubscriber: ({ foreign }) => [{ id: foreign.subscriber }],
  replaySubscriber: ({ own, foreign }) => [
    { id: foreign.subscriber, from: { position: '0' } },
    { id: own.subscriber, from: { event: foreign.event } },
  ],
  subscriberDeliveries: ({ foreign }) => [{ id: foreign.subscriber }],
  redriveSubscriber: ({ foreign }) => [{ id: foreign.subscriber }],
  deleteSubscriber: ({ foreign }) => [{ id: foreign.subscriber }],
  // They tell of no tenant.
  listEventTypes: () => [],
  showQueues: () => [],
}
