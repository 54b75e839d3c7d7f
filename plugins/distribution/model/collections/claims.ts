import type { CollectionConfig, Field } from 'payload'
import type { Settings } from '../../options.ts'
import { closed, withinTenants } from '../../security/collectionAccess.ts'

const instant = (name: string, label: string): Field => ({
  name,
  label,
  type: 'date',
  admin: { components: { Cell: 'postyard/client#TimeCell' } },
})

/** An influencer's right to publish a clip. Its state follows from its deliveries and is never stored. */
export const claims = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.claims,
  dbName: 'postyard_claims',
  labels: { singular: 'Claim', plural: 'Claims' },
  admin: {
    group: 'Claims',
    useAsTitle: 'claimId',
    defaultColumns: ['claimId', 'influencer', 'clip', 'claimedAt', 'expiresAt'],
    description: 'Which influencer publishes which clip, and what came of it.',
  },
  defaultSort: '-claimedAt',
  access: {
    read: withinTenants(settings.standingOf, 'claims.read'),
    create: closed,
    update: closed,
    delete: closed,
  },
  indexes: [
    { fields: ['tenant', 'claimId'], unique: true },
    { fields: ['influencer', 'clip', 'campaign'], unique: true },
  ],
  fields: [
    // As the program that sent it calls it.
    { name: 'claimId', type: 'text', required: true, index: true },
    {
      name: 'influencer',
      type: 'relationship',
      relationTo: settings.slugs.influencers,
      required: true,
    },
    { name: 'clip', type: 'relationship', relationTo: settings.slugs.clips, required: true },
    {
      name: 'campaign',
      type: 'relationship',
      relationTo: settings.slugs.campaigns,
      required: true,
    },
    { ...instant('claimedAt', 'Claimed'), required: true } as Field,
    { ...instant('expiresAt', 'To be scheduled by'), required: true } as Field,
    instant('acceptedAt', 'Scheduled or published first'),
    // When it was asked to go out, or to go out again, at once: until it has ended it is being published.
    instant('startedAt', 'Published by hand'),
    instant('cancelledAt', 'Cancelled'),
    // When its end was told; it had ended by its clock.
    instant('expiredAt', 'Expired'),
    { name: 'overlays', type: 'json', admin: { hidden: true } },
    { name: 'captions', type: 'json', admin: { hidden: true } },
    { name: 'platforms', type: 'json', admin: { hidden: true } },
    // What it was called before, with the windows that it let pass: such a message again opens nothing.
    { name: 'earlier', type: 'json', admin: { hidden: true } },
    // What dressing wrote into its post last: what differs from it there was changed by hand.
    { name: 'written', type: 'json', admin: { hidden: true } },
    { name: 'timezone', type: 'text', admin: { hidden: true } },
    { name: 'retries', type: 'number', defaultValue: 0, required: true },
    { name: 'post', type: 'relationship', relationTo: settings.slugs.posts },
    { name: 'plan', type: 'relationship', relationTo: settings.slugs.plans },
  ],
})
