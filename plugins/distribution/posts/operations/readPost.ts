import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { examplePost, type PostDoc, postOutput, toPostAnswer } from '../postAnswer.ts'
import { etagOf } from '../postVersion.ts'

export const readPost = defineOperation({
  name: 'posts.read',
  summary: 'Shows a post: what it says, where it goes, when, and which version of it this is.',
  route: { method: 'get', path: '/distribution/posts/{id}' },
  input: z.strictObject({ id: idInput }),
  output: postOutput,
  permission: 'posts.read',
  errors: [],
  isReadOnly: true,
  headers: etagOf,
  examples: { usual: { input: { id: exampleIds.post }, output: examplePost } },
  run: async ({ id }, context) =>
    toPostAnswer(
      await findOwned<PostDoc>({
        context,
        collection: 'posts',
        id,
        permission: 'posts.read',
        what: 'post',
      }),
    ),
})
