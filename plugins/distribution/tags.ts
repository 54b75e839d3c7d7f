/** The parts of the reference: first in the order of a phone's life, then of a post's. */
export const tags = {
  'Log in':
    'Once on each phone: a log-in with a password, then a secret of the phone’s own that lasts until it is revoked.',
  Push: 'What wakes a phone, and how it says that it can be woken.',
  Tasks: 'What is to be posted now: list it, open it, read its caption, fetch its files.',
  Answers:
    '“Did you post?”, answered once, with a link or a photo as proof; or somebody else does it.',
  Coming: 'What will be asked for soon: kept on the phone beforehand, or done early.',
  'Hours and phones': 'When a person can be asked, and which phones they have.',
  Claims: 'Clips of campaigns that influencers claim, dress, schedule and publish.',
  Staff: 'Who has which task, and what a manager does about it.',
  Posts: 'What is to be said, and the plans that are made of it.',
  Plans: 'One act of distributing a post: where it stands, and how it is stopped.',
  Network: 'One post over many accounts of a client: chosen, spread, watched and stopped.',
  Deliveries: 'One plan on one channel: the unit that is sent, retried and resolved.',
  Receipts:
    'What was attempted and what came back: append-only, and linked so that it can be checked.',
  Channels: 'The accounts that are posted to.',
  Clients: 'The connections of a client of the agency.',
  Keys: 'API keys: how programs act for a client, each with what it may do and no more.',
  Series: 'Evergreen streams of content, and the plans by which they fly.',
  Renditions: 'Pictures and videos that are made for posts.',
  Entitlements: 'Who may distribute what, where, how much of it, and until when.',
  Events:
    'What happened, in one envelope, and the programs that are told of it by signed webhooks.',
  Queues: 'How the queues and the workers are.',
} as const

export type Tag = keyof typeof tags

const byPrefix: Record<string, Tag> = {
  posts: 'Posts',
  plans: 'Plans',
  distribution: 'Network',
  deliveries: 'Deliveries',
  receipts: 'Receipts',
  channels: 'Channels',
  tenants: 'Clients',
  series: 'Series',
  flights: 'Series',
  flightPlans: 'Series',
  claims: 'Claims',
  claimLetters: 'Claims',
  claimSources: 'Claims',
  campaigns: 'Claims',
  renditions: 'Renditions',
  keys: 'Keys',
  entitlements: 'Entitlements',
  events: 'Events',
  subscribers: 'Events',
  queues: 'Queues',
}

/** Where an operation stands in the reference: where it says, else by the first word of its name. */
export const tagOf = ({ name, tag }: { name: string; tag?: Tag }): Tag =>
  tag ?? byPrefix[name.split('.')[0] ?? ''] ?? 'Staff'
