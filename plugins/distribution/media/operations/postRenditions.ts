import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import { type ID, rows, sql } from '../../model/database.ts'
import { neededRenditions } from '../../model/neededRenditions.ts'
import { unfiredStates } from '../../model/states.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { renditionOutput } from '../renditionAnswer.ts'

const permission = 'plans.read' as const

type Row = Omit<z.output<typeof renditionOutput>, 'waiting'> & { deliveries: ID[] }

export const postRenditions = defineOperation({
  name: 'posts.renditions',
  summary:
    'Lists the pictures and videos that are made for what a post has not sent yet, and how far each is.',
  route: { method: 'get', path: '/posts/{id}/renditions' },
  input: z.strictObject({ id: idInput }),
  output: z.object({
    renditions: z.array(
      renditionOutput.omit({ waiting: true }).extend({ deliveries: z.array(idOutput) }),
    ),
  }),
  permission,
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { id: exampleIds.post },
      output: {
        renditions: [
          {
            id: exampleIds.rendition,
            kind: 'card',
            state: 'rendering',
            progress: 40,
            reason: null,
            deliveries: [exampleIds.delivery],
          },
        ],
      },
    },
  },
  run: async ({ id }, context) => {
    const post = await findOwned({ context, collection: 'posts', id, permission, what: 'post' })
    const renditions = await rows<Row>(
      context.db,
      sql`
        select r.id, r.kind, r.state, r.progress::int as progress, r.reason,
          jsonb_agg(w.id order by w.id) as deliveries
        from (
          select d.id, ${neededRenditions} as needed
          from postyard_deliveries d
          join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
          where d.post_id = ${post.id} and d.tenant_id = ${post.tenant}
            and d.state::text = any(${sql.param([...unfiredStates])})
        ) w
        join postyard_renditions r on r.tenant_id = ${post.tenant} and r.id::text = any(w.needed)
        group by r.id
        order by r.created_at, r.id`,
    )
    return { renditions }
  },
})
