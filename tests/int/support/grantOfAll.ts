/** An entitlement for all programs of a client, to distribute all of it everywhere. */
export const grantOfAll = (tenant: string) => ({
  tenant,
  title: 'All programs, everything',
  holder: 'api-agents',
  subject: 'everything',
  channelScope: 'all',
  allowRedistribution: true,
  form: 'full',
})
