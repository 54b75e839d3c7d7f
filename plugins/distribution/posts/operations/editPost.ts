import { z } from 'zod'
import type { Replanned } from '../../distribute/tellReplanned.ts'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import { type Db, type ID, sql } from '../../model/database.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { nameEditor } from '../../security/standing.ts'
import { explainRefusal } from '../explainRefusal.ts'
import { examplePost, type PostDoc, postOutput, toPostAnswer } from '../postAnswer.ts'
import { postInput, toPostData } from '../postInput.ts'
import { etagOf, requireVersion } from '../postVersion.ts'

const replannedOutput = z
  .object({
    changed: z.int().meta({ description: 'Deliveries not yet sent that say the new words.' }),
    live: z.int().meta({ description: 'Deliveries that are live and keep the old ones.' }),
    underWay: z.int().meta({ description: 'Deliveries on their way with the old ones.' }),
    message: z.string(),
  })
  .nullable()
  .meta({ description: 'What the edit came to; null where no delivery is concerned.' })

/** One change of a post after the other: whoever comes second sees what the first has made of it. */
const lockForEdit = async (db: Db, post: { id: ID; tenant: ID }): Promise<void> => {
  await db.execute(sql`
    select id from postyard_posts where id = ${post.id} and tenant_id = ${post.tenant} for update`)
}

export const editPost = defineOperation({
  name: 'posts.edit',
  summary:
    'Changes a post: what is named is written, the rest stays. The change reaches all that has not been sent; the answer says what it came to.',
  description:
    'It wants the version that you read, as the header If-Match or as `ifMatch`, and is refused where somebody has changed the post since. Of two edits of one version exactly one is written. `*` changes whatever there is.',
  route: { method: 'post', path: '/distribution/posts/{id}' },
  input: z.strictObject({
    id: idInput,
    ifMatch: z.string().trim().min(1).max(500).optional().meta({
      description: 'The `version` of the post that you read.',
    }),
    title: z.string().trim().min(1).max(200).optional(),
    ...postInput,
  }),
  output: postOutput.extend({ replanned: replannedOutput }).meta({ component: 'EditedPost' }),
  permission: 'posts.write',
  errors: [
    'PRECONDITION_REQUIRED',
    'PRECONDITION_FAILED',
    'MEDIA_MISSING',
    'CHANNEL_NOT_FOUND',
    'CHANNEL_SETTINGS_MISPLACED',
    'CONTENT_REFUSED',
    'POST_EMPTY',
    'RENDER_SPEC_INVALID',
    'ENTITLEMENT_DENIED',
  ],
  headers: etagOf,
  headerFields: { ifMatch: 'If-Match' },
  examples: {
    usual: {
      input: {
        id: exampleIds.post,
        ifMatch: examplePost.version,
        text: 'Come and see it on Sunday at noon.',
      },
      output: {
        ...examplePost,
        text: 'Come and see it on Sunday at noon.',
        updatedAt: '2026-11-22T10:12:05.310Z',
        version: 'Zk0aXw7qT1uE5rMn2hJ9_A',
        state: 'pending',
        replanned: {
          changed: 3,
          live: 2,
          underWay: 0,
          message: '3 not yet sent take the new text; 2 are live and keep the old text.',
        },
      },
    },
  },
  run: async ({ id, ifMatch, ...said }, context) => {
    const { payload, settings, req, db } = context
    const read = () =>
      findOwned<PostDoc>({
        context,
        collection: 'posts',
        id,
        permission: 'posts.write',
        what: 'post',
      })
    await lockForEdit(db, await read())
    const post = await read()
    requireVersion({ ifMatch, version: toPostAnswer(post).version })
    nameEditor(req, context.caller)
    const written = await payload
      .update({
        collection: settings.slugs.posts,
        id: post.id,
        data: toPostData(context, said) as never,
        depth: 0,
        req,
      })
      .catch((error: unknown) => {
        throw explainRefusal(error)
      })
    const { replanned } = written as unknown as { replanned?: Replanned & { message: string } }
    return { ...toPostAnswer(await read()), replanned: replanned ?? null }
  },
})
