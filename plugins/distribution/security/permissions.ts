export const roles = [
  'manager',
  'editor',
  'approver',
  'field-agent',
  'campaign-manager',
  'influencer',
  'api-agent',
] as const

/** What a person or program is within one tenant. The agency's admin stands above all of them. */
export type Role = (typeof roles)[number]

/** Who may see and who may change what, in one tenant. An agency admin may do everything in every tenant. */
export const permissions = {
  'posts.read': ['manager', 'editor', 'approver', 'campaign-manager', 'api-agent'],
  'posts.write': ['manager', 'editor', 'api-agent'],
  'posts.delete': ['manager', 'editor'],
  'media.read': ['manager', 'editor', 'approver', 'campaign-manager', 'api-agent'],
  'media.write': ['manager', 'editor', 'api-agent'],
  'channels.read': ['manager', 'editor', 'approver', 'campaign-manager', 'api-agent'],
  'channels.write': ['manager'],
  'channels.connect': ['manager'],
  'plans.read': ['manager', 'editor', 'approver', 'campaign-manager', 'api-agent'],
  'plans.write': ['manager', 'editor', 'api-agent'],
  'figures.read': ['manager', 'editor', 'approver', 'campaign-manager', 'api-agent'],
  'outcomes.resolve': ['manager'],
  'receipts.export': ['manager'],
  'receipts.erase': ['manager'],
  // Influencers post on accounts of their own; whoever may see the tasks of others posts on all.
  'tasks.read': ['manager', 'field-agent', 'influencer'],
  'tasks.answer': ['manager', 'field-agent', 'influencer'],
  'tasks.others': ['manager', 'field-agent'],
  'tasks.manage': ['manager'],
  'devices.register': ['manager', 'field-agent', 'influencer'],
  'events.read': ['manager', 'api-agent'],
  'events.manage': ['manager'],
  'tenants.read': [
    'manager',
    'editor',
    'approver',
    'field-agent',
    'campaign-manager',
    'influencer',
    'api-agent',
  ],
  'tenants.write': [],
  'users.read': ['manager'],
  'keys.manage': ['manager'],
  'entitlements.manage': ['manager'],
  'entitlements.read': ['manager', 'editor', 'approver', 'campaign-manager', 'api-agent'],
  'series.read': ['manager', 'editor', 'approver', 'campaign-manager', 'api-agent'],
  'series.write': ['manager', 'editor'],
  'series.manage': ['manager'],
  'campaigns.read': ['manager', 'editor', 'approver', 'campaign-manager', 'api-agent'],
  'campaigns.write': ['manager', 'editor', 'campaign-manager'],
  'influencers.read': ['manager', 'editor', 'campaign-manager', 'api-agent'],
  'influencers.write': ['manager'],
  // All claims of the client; what an influencer sees of them is their own.
  'claims.read': ['manager', 'editor', 'approver', 'campaign-manager', 'api-agent'],
  'claims.own': ['influencer', 'manager', 'editor', 'approver', 'campaign-manager', 'api-agent'],
  // Influencers on their own claims, staff in their place.
  'claims.act': ['influencer', 'manager', 'editor'],
  'claims.actForOthers': ['manager', 'editor'],
  'claims.ingest': ['manager', 'api-agent'],
  'claims.manage': ['manager'],
  'queues.read': [],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

export const allows = (role: Role, permission: Permission): boolean =>
  (permissions[permission] as readonly Role[]).includes(role)
