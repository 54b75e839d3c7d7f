import { z } from 'zod'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import { exampleIds } from '../../exampleIds.ts'
import type { ID } from '../../model/database.ts'
import { defineOperation, idInput, instantInput } from '../../operation.ts'
import { orFlaws } from '../../orFlaws.ts'
import {
  entitlementOutput,
  exampleEntitlement,
  forms,
  holders,
  subjects,
} from '../entitlementAnswer.ts'
import { readEntitlement } from '../readEntitlement.ts'
import { requireNamed } from '../requireNamed.ts'

const permission = 'entitlements.manage' as const

export const grantEntitlement = defineOperation({
  name: 'entitlements.grant',
  summary:
    'Entitles somebody to distribute: whom, what, on which channels, how much of it, and until when.',
  description:
    'Programs (API keys, and users whose only role is `api-agent`) distribute nothing without an entitlement; people need one for posts that are marked as licensed. Whom and what it is for stays as it is; revoke it and grant another instead. Deliveries and receipts name the entitlement under which they went out.',
  route: { method: 'post', path: '/entitlements/grant' },
  input: z.strictObject({
    tenant: idInput,
    title: z.string().trim().min(1).max(120).meta({ description: 'How people call it.' }),
    holder: z.enum(holders).meta({
      description: 'All programs, all people of the client, one user, or one API key.',
    }),
    user: idInput.optional().meta({ description: 'With `holder: user`.' }),
    key: idInput.optional().meta({ description: 'With `holder: key`.' }),
    subject: z.enum(subjects),
    series: z
      .string()
      .trim()
      .max(120)
      .optional()
      .meta({ description: 'With `subject: series`: as it stands in the field of the posts.' }),
    post: idInput.optional().meta({ description: 'With `subject: post`.' }),
    allowedChannels: z
      .union([z.literal('all'), z.array(idInput).min(1).max(1000)])
      .meta({ description: '`all`: also those that come later.' }),
    allowRedistribution: z.boolean().default(false).meta({
      description:
        'Whether the same post may go to the same channel again. Otherwise once, whoever sends it; what failed, expired or was cancelled does not count.',
    }),
    form: z.enum(forms),
    excerptGraphemes: z.int().optional().meta({
      description: 'With `form: excerpt`: characters at most, as readers see characters.',
    }),
    includesMedia: z.boolean().default(false).meta({
      description: 'With `form: excerpt`: whether pictures and videos go with it.',
    }),
    validFrom: instantInput.optional(),
    validUntil: instantInput.optional().meta({ description: 'Nothing goes out from then on.' }),
    note: z.string().max(10_000).optional().meta({ description: 'What it rests on.' }),
  }),
  output: entitlementOutput,
  permission,
  errors: ['CHANNEL_NOT_FOUND', 'CHANNEL_NOT_ACTIVE'],
  examples: {
    usual: {
      input: {
        tenant: exampleIds.tenant,
        title: exampleEntitlement.title,
        holder: 'key',
        key: exampleIds.key,
        subject: 'series',
        series: 'sharks',
        allowedChannels: [exampleIds.channel],
        form: 'excerpt',
        excerptGraphemes: 280,
        validUntil: '2027-01-01T00:00:00Z',
        note: 'Contract 2026-117.',
      },
      output: exampleEntitlement,
    },
  },
  run: async ({ allowedChannels, ...input }, context) => {
    const { payload, settings, req } = context
    const tenant = await ownedTenant(context, input.tenant, permission)
    await requireNamed(context, tenant, { ...input, allowedChannels })
    const isAll = allowedChannels === 'all'
    const { id } = (await orFlaws(() =>
      payload.create({
        collection: settings.slugs.entitlements,
        data: {
          ...input,
          tenant,
          channelScope: isAll ? 'all' : 'listed',
          allowedChannels: isAll ? [] : allowedChannels,
        } as never,
        depth: 0,
        req,
      }),
    )) as { id: ID }
    return readEntitlement(context, { tenant, id })
  },
})
