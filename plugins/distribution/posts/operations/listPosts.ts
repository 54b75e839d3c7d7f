import { z } from 'zod'
import { readCursor, toPage } from '../../cursor.ts'
import { exampleIds } from '../../exampleIds.ts'
import { listedTenants, narrowedTo } from '../../listedTenants.ts'
import { anyOf, calendarInput, listInput, nextOutput } from '../../listInput.ts'
import { deliveryStates } from '../../model/states.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { examplePost, postOutput, readPosts, toPostAnswer } from '../postAnswer.ts'
import { readPostPlaces } from '../readPostPlaces.ts'

const permission = 'posts.read' as const

export const listPosts = defineOperation({
  name: 'posts.list',
  summary: 'Lists posts, the newest first, each whole; those in the bin are left out.',
  route: { method: 'get', path: '/distribution/posts' },
  input: z.strictObject({
    ...listInput,
    channel: idInput.optional().meta({ description: 'That go there when distributed next.' }),
    deliveryState: anyOf(z.enum(deliveryStates))
      .optional()
      .meta({ description: 'With a delivery in one of these states.' }),
    from: calendarInput.optional().meta({ description: 'Made then or later.' }),
    to: calendarInput.optional().meta({ description: 'Made before then.' }),
  }),
  output: z.object({ posts: z.array(postOutput), next: nextOutput }),
  permission,
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { tenant: exampleIds.tenant, limit: 20 },
      output: { posts: [examplePost], next: null },
    },
  },
  run: async ({ tenant, cursor, limit, channel, ...given }, context) => {
    const found = await readPostPlaces(context.db, {
      tenants: await listedTenants(context, tenant, permission),
      channel: await narrowedTo({ context, collection: 'channels', id: channel, permission }),
      ...given,
      after: readCursor({ payload: context.payload, cursor, ids: 1 }),
      limit,
    })
    const { items, next } = toPage({
      rows: found,
      limit,
      place: (row) => ({ at: new Date(row.created_at), ids: [row.id] }),
      show: ({ id }) => id,
    })
    return { posts: (await readPosts(context, items)).map(toPostAnswer), next }
  },
})
