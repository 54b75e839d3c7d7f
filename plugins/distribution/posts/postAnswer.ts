import { z } from 'zod'
import { channelSettingsOf, idsOf, type PostRecord, wordsOf } from '../distribute/readPost.ts'
import { exampleIds } from '../exampleIds.ts'
import type { ID } from '../model/database.ts'
import { type PostState, postStates } from '../model/projectState.ts'
import { idOutput, instantOutput, type OperationContext } from '../operation.ts'
import { versionOf } from './postVersion.ts'

/** A post as operations answer with it. */
export const postOutput = z
  .object({
    id: idOutput,
    tenant: idOutput,
    title: z.string(),
    text: z.string(),
    link: z.string().nullable(),
    media: z.array(idOutput),
    parts: z.array(
      z.object({ text: z.string(), media: z.array(idOutput), delayMinutes: z.number() }),
    ),
    render: z.record(z.string(), z.unknown()).nullable(),
    channels: z.array(idOutput),
    channelSettings: z.record(z.string(), z.record(z.string(), z.unknown())).nullable(),
    publishAt: instantOutput.nullable(),
    state: z.enum(postStates).meta({ description: 'Follows from its deliveries.' }),
    createdAt: instantOutput,
    updatedAt: instantOutput,
    version: z.string().meta({
      description: 'Give it as If-Match to change the post; the ETag of the answer says the same.',
    }),
  })
  .meta({ component: 'Post' })

/** A post as Payload reads it. */
export type PostDoc = PostRecord & { state: PostState; createdAt: string; updatedAt: string }

const instant = (value: string | null | undefined): string | null =>
  value ? new Date(value).toISOString() : null

export const toPostAnswer = (post: PostDoc): z.input<typeof postOutput> => {
  const { parts = [], ...words } = wordsOf(post)
  const said = {
    ...words,
    parts,
    render: (post.render ?? null) as Record<string, unknown> | null,
    channels: idsOf(post.channels),
    channelSettings: channelSettingsOf(post) ?? null,
    publishAt: instant(post.publishAt),
  }
  return {
    id: post.id,
    tenant: post.tenant,
    ...said,
    state: post.state,
    createdAt: new Date(post.createdAt).toISOString(),
    updatedAt: new Date(post.updatedAt).toISOString(),
    version: versionOf(post, said),
  }
}

/** Posts by their ids, in that order. What is in the bin is not among them. */
export const readPosts = async (
  { payload, settings, req }: OperationContext,
  ids: ID[],
): Promise<PostDoc[]> => {
  const { docs } = await payload.find({
    collection: settings.slugs.posts,
    where: { id: { in: ids } },
    depth: 0,
    pagination: false,
    req,
  })
  const byId = new Map((docs as unknown as PostDoc[]).map((doc) => [String(doc.id), doc]))
  return ids.flatMap((id) => byId.get(String(id)) ?? [])
}

/** As the reference shows it. */
export const examplePost: z.input<typeof postOutput> = {
  id: exampleIds.post,
  tenant: exampleIds.tenant,
  title: 'Open house on Sunday',
  text: 'Come and see it on Sunday.',
  link: 'https://example.com/open-house',
  media: [],
  parts: [],
  render: null,
  channels: [exampleIds.postizChannel],
  channelSettings: null,
  publishAt: '2026-11-23T14:30:00.000Z',
  state: 'draft',
  createdAt: '2026-11-22T09:58:40.101Z',
  updatedAt: '2026-11-22T09:58:40.101Z',
  version: 'tQ2vN8x0bC4m6yKpWc1_3g',
}
