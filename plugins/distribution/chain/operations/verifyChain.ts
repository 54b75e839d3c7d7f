import { z } from 'zod'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import { exampleIds } from '../../exampleIds.ts'
import { numberOf } from '../../listInput.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { breakCodes } from '../checkLink.ts'
import { readHash } from '../readLinks.ts'
import { verifyTenant } from '../verifyTenant.ts'

/** So many links are checked within one request. */
const most = 2_000

const head = z.object({ seq: z.number().int(), hash: z.string() })

export const verifyChain = defineOperation({
  name: 'receipts.verify',
  summary:
    'Checks the chain of a client’s receipts: that none was changed, put in or removed since it was sealed.',
  description:
    'Checks up to 2,000 links in one request: go on with `after` = `next` until that is null. What it cannot show is that the newest receipts were removed together with the recorded end of the chain: keep `head`, and look whether the link of that number has that hash later.',
  route: { method: 'get', path: '/tenants/{id}/receipts/verify' },
  input: z.strictObject({
    id: idInput,
    after: z
      .preprocess(numberOf, z.int().min(0))
      .default(0)
      .meta({ description: 'The number of the link behind which it goes on.' }),
  }),
  output: z.object({
    tenant: idOutput,
    links: z.number().int().meta({ description: 'How many links were checked.' }),
    erased: z
      .number()
      .int()
      .meta({ description: 'Of how many of them what was personal is erased.' }),
    waiting: z.number().int().meta({
      description: 'Receipts that were closed a moment ago, and are linked within seconds.',
    }),
    head: head.nullable().meta({ description: 'The last link that was checked.' }),
    next: z.number().int().nullable(),
    broken: z
      .object({
        code: z.enum(breakCodes),
        seq: z.number().int(),
        receipt: idOutput.nullable(),
        message: z.string(),
      })
      .nullable()
      .meta({ description: 'The first place where the chain does not hold; null where it holds.' }),
  }),
  permission: 'receipts.export',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { id: exampleIds.tenant },
      output: {
        tenant: exampleIds.tenant,
        links: 318,
        erased: 0,
        waiting: 1,
        head: {
          seq: 318,
          hash: '5b1f0d9e6c5a4f7f8f0c9be0a1d2c3b4a59687786950413223140506f7e8d9ca',
        },
        next: null,
        broken: null,
      },
    },
  },
  run: async ({ id, after }, context) => {
    const { db } = context
    const tenant = await ownedTenant(context, id, 'receipts.export')
    const name = String(tenant)
    const from = { seq: after, hash: await readHash({ db, tenant: name, seq: after }) }
    const { next, ...verdict } = await verifyTenant({ db, tenant: name, from, most })
    return { ...verdict, tenant, next: verdict.broken ? null : next }
  },
})
