import { z } from 'zod'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { explainRefusal } from '../explainRefusal.ts'
import { examplePost, type PostDoc, postOutput, toPostAnswer } from '../postAnswer.ts'
import { postInput, toPostData } from '../postInput.ts'
import { etagOf } from '../postVersion.ts'

export const createPost = defineOperation({
  name: 'posts.create',
  summary: 'Makes a post for a client. Nothing goes out until it is distributed.',
  description:
    "Pictures and videos are uploaded before, each by a POST of the file to /api/media (multipart, with the client's id as `tenant` in `_payload`); their ids stand in `media`. posts.check tells beforehand whether the post fits its channels, posts.distribute sends it.",
  route: { method: 'post', path: '/distribution/posts' },
  input: z.strictObject({
    tenant: idInput.meta({ description: 'The client whose post it is.' }),
    title: z.string().trim().min(1).max(200),
    ...postInput,
  }),
  output: postOutput,
  permission: 'posts.write',
  errors: ['MEDIA_MISSING', 'CHANNEL_NOT_FOUND', 'CHANNEL_SETTINGS_MISPLACED'],
  headers: etagOf,
  examples: {
    usual: {
      input: {
        tenant: exampleIds.tenant,
        title: examplePost.title,
        text: examplePost.text,
        link: examplePost.link,
        channels: examplePost.channels as string[],
        publishAt: '2026-11-23T14:30:00Z',
      },
      output: examplePost,
    },
  },
  run: async ({ tenant, ...said }, context) => {
    const { payload, settings, req } = context
    const own = await ownedTenant(context, tenant, 'posts.write')
    const made = await payload
      .create({
        collection: settings.slugs.posts,
        data: { ...toPostData(context, said), tenant: own } as never,
        depth: 0,
        req,
      })
      .catch((error: unknown) => {
        throw explainRefusal(error)
      })
    return toPostAnswer(made as unknown as PostDoc)
  },
})
