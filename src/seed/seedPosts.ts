import type { Payload } from 'payload'
import { operations, runFor } from 'postyard'
import { findChannels } from './findChannels.ts'
import { findOrAdd } from './findOrAdd.ts'
import { type DemoFile, type DemoName, makeDemoMedia } from './media/makeDemoMedia.ts'
import { type DemoPost, demoPosts } from './posts.ts'
import { seedFile } from './seedFile.ts'
import type { TenantIds } from './seedTenants.ts'

type Args = { payload: Payload; tenants: TenantIds; mediaDir: string; now: Date }

/** Writes the demo's posts and distributes each, unless it was before. */
export const seedPosts = async (args: Args): Promise<void> => {
  const { payload } = args
  const files = new Map(
    (await makeDemoMedia({ dir: args.mediaDir })).map((file) => [file.name, file]),
  )
  const { docs } = await payload.find({
    collection: 'users',
    where: { email: { equals: 'admin@postyard.test' } },
    limit: 1,
  })
  const user = { ...docs[0], collection: 'users' }
  // Those that are due soonest are written last, so that none of them waits for the others.
  for (const post of [...demoPosts].sort((a, b) => b.dueIn - a.dueIn)) {
    await seedPost({ ...args, post, files, user })
  }
}

const seedPost = async (
  args: Args & { post: DemoPost; files: Map<DemoName, DemoFile>; user: unknown },
): Promise<void> => {
  const { payload, post, files, now } = args
  const tenant = args.tenants.get(post.tenant) ?? ''
  const media = (name: DemoName) =>
    seedFile({ payload, tenant, slug: post.tenant, file: files.get(name) })
  const channels = await findChannels(payload, tenant, post.targets)
  const id = await findOrAdd({
    payload,
    collection: 'posts',
    where: { and: [{ tenant: { equals: tenant } }, { text: { equals: post.text } }] },
    data: {
      tenant,
      title: post.title,
      text: post.text,
      link: post.link,
      media: await Promise.all(post.media.map(media)),
      render: await renderSpec(post, media),
      channels,
      publishAt:
        post.dueIn === 0 ? null : new Date(now.getTime() + post.dueIn * 1000).toISOString(),
    },
  })
  const { totalDocs } = await payload.count({
    collection: 'plans',
    where: { post: { equals: id } },
  })
  if (totalDocs > 0) return
  await runFor({ payload, operation: operations.distribute, input: { id }, user: args.user })
}

const renderSpec = async (
  post: DemoPost,
  media: (name: DemoName) => Promise<string>,
): Promise<Record<string, unknown> | undefined> => {
  if (post.card) {
    const { template, photo, ...data } = post.card
    return {
      kind: 'card',
      template,
      format: 'square',
      brand: { name: 'Marina Estates', colour: '#0f5f73' },
      data: { ...data, photo: await media(photo) },
    }
  }
  if (post.video) {
    const { clip, intro } = post.video
    return {
      kind: 'video',
      clip: await media(clip),
      intro: { kind: 'image', image: await media(intro.image), seconds: intro.seconds },
      frame: { width: 1280, height: 720 },
    }
  }
  return undefined
}
