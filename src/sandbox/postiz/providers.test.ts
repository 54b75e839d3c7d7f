import sharp from 'sharp'
import { expect, test } from 'vitest'
import { providers } from './rules/providers.ts'
import { openTestSandbox, picture, postBody, video } from './testing/openTestSandbox.ts'

const tiktok = {
  privacy_level: 'SELF_ONLY',
  duet: false,
  stitch: false,
  comment: false,
  autoAddMusic: 'no',
  brand_content_toggle: false,
  brand_organic_toggle: false,
  content_posting_method: 'DIRECT_POST',
}
const community = { subreddit: 'pics', title: 'Sea view', type: 'self', is_flair_required: false }

/** The least that each provider takes. */
const minimal: Record<string, { settings?: Record<string, unknown>; image?: unknown[] }> = {
  x: { settings: { who_can_reply_post: 'everyone' } },
  linkedin: {},
  'linkedin-page': {},
  facebook: {},
  instagram: { settings: { post_type: 'post' }, image: [picture] },
  'instagram-standalone': { settings: { post_type: 'story' }, image: [picture] },
  threads: {},
  youtube: { settings: { title: 'Sea', type: 'public' }, image: [video] },
  tiktok: { settings: tiktok, image: [video] },
  'tiktok-business': { settings: tiktok, image: [picture, picture] },
  pinterest: { settings: { board: 'b1' }, image: [picture] },
  reddit: { settings: { subreddit: [{ value: community }] } },
  lemmy: { settings: { subreddit: [{ value: { subreddit: 'a', id: '1', title: 'Sea' } }] } },
  bluesky: {},
  mastodon: {},
  telegram: {},
  discord: { settings: { channel: '1' } },
  slack: { settings: { channel: '1' } },
  gmb: {},
  dribbble: { settings: { title: 'Sea' }, image: [picture] },
  wordpress: { settings: { title: 'Sea', type: 'post' } },
  medium: { settings: { title: 'Sea', subtitle: 'View' } },
  devto: { settings: { title: 'Sea' } },
  hashnode: {
    settings: { title: 'Sea view', publication: 'p', tags: [{ value: 'a', label: 'a' }] },
  },
  listmonk: { settings: { subject: 's', preview: 'p', list: 'l' } },
  moltbook: { settings: { submolt: 's' } },
  whop: { settings: { company: 'c', experience: 'e' } },
  skool: { settings: { group: 'g', label: 'l', title: 't' } },
  mewe: { settings: { postType: 'timeline' } },
  tumblr: {},
  wrapcast: {},
  nostr: {},
  vk: {},
  twitch: {},
}

const names = Object.keys(minimal)

async function openWithAll() {
  const sandbox = await openTestSandbox({
    organisations: [
      {
        name: 'All',
        key: 'key-of-marina',
        integrations: Object.keys(providers).map((name) => ({
          id: name,
          name,
          identifier: name,
        })),
      },
    ],
  })
  const post = (integration: string, args: object = {}) =>
    sandbox.api('POST', '/posts', {
      body: postBody({ integration, ...minimal[integration], ...args }),
    })
  return { ...sandbox, post }
}

test('every provider but kick is in the table', () => {
  expect(
    Object.keys(providers)
      .filter((name) => name !== 'kick')
      .sort(),
  ).toEqual(names.sort())
})

test('the least that each provider takes is taken, and shown on the wall', async () => {
  const { post, waitForPublications } = await openWithAll()
  for (const name of names) expect([name, (await post(name)).status]).toEqual([name, 201])
  const { publications } = await waitForPublications(names.length)
  expect(publications.map(({ integration }) => integration.id).sort()).toEqual(names.sort())
})

test('each required setting is missed by name, in drafts, too', async () => {
  const { post } = await openWithAll()
  for (const name of names) {
    for (const field of providers[name]!.settings.required) {
      const settings = { ...minimal[name]!.settings, [field]: undefined }
      for (const type of ['draft', 'schedule']) {
        const { status, json } = await post(name, { settings, type })
        expect([name, field, status]).toEqual([name, field, 400])
        expect(json.message[0]).toContain(`posts.0.settings.${field} `)
      }
    }
  }
})

test('a text of exactly the limit is taken, one more is not', async () => {
  const { post } = await openWithAll()
  for (const name of names) {
    const { maxLength } = providers[name]!
    if (maxLength > 60_000) continue
    const status = async (length: number) =>
      (await post(name, { content: `<p>${'a'.repeat(length)}</p>` })).status
    expect([name, await status(maxLength), await status(maxLength + 1)]).toEqual([name, 201, 400])
  }
})

test.each([
  ['linkedin', { image: [video, picture] }, 400],
  ['linkedin', { image: [video] }, 201],
  ['linkedin', { settings: { post_as_images_carousel: true }, image: [picture] }, 400],
  ['linkedin', { settings: { post_as_images_carousel: true }, image: [picture, picture] }, 201],
  ['facebook', { settings: { post_type: 'story' } }, 400],
  ['facebook', { settings: { post_type: 'story' }, image: [picture] }, 201],
  ['facebook', { settings: { url: 'not a link' } }, 400],
  ['instagram', { image: [] }, 400],
  ['instagram', { image: Array(10).fill(picture) }, 201],
  ['instagram', { image: Array(11).fill(picture) }, 400],
  ['instagram', { settings: { post_type: 'post', is_trial_reel: true } }, 400],
  ['instagram', { settings: { post_type: 'post', is_trial_reel: true }, image: [video] }, 201],
  ['instagram', { settings: { post_type: 'reel' } }, 400],
  ['youtube', { image: [picture] }, 400],
  ['youtube', { image: [video, video] }, 400],
  ['youtube', { settings: { title: 'S', type: 'public' } }, 400],
  ['youtube', { settings: { title: 'a'.repeat(101), type: 'public' } }, 400],
  [
    'youtube',
    { settings: { title: 'Sea', type: 'public', tags: [{ value: 'v', label: 'a'.repeat(501) }] } },
    400,
  ],
  ['tiktok', { image: [] }, 400],
  ['tiktok', { image: [picture, video] }, 400],
  ['tiktok', { image: Array(36).fill(picture) }, 201],
  ['tiktok', { settings: { ...tiktok, title: 'a'.repeat(91) } }, 400],
  ['tiktok', { settings: { ...tiktok, duet: 'false' } }, 201],
  ['tiktok-business', { image: Array(36).fill(picture) }, 400],
  ['pinterest', { image: [] }, 400],
  ['pinterest', { image: Array(5).fill(picture) }, 201],
  ['pinterest', { image: Array(6).fill(picture) }, 400],
  ['pinterest', { image: [video] }, 400],
  ['pinterest', { image: [video, picture] }, 201],
  ['reddit', { settings: { subreddit: [] } }, 400],
  ['reddit', { settings: { subreddit: [{ value: { ...community, type: 'media' } }] } }, 400],
  [
    'reddit',
    { settings: { subreddit: [{ value: { ...community, type: 'media' } }] }, image: [video] },
    400,
  ],
  [
    'reddit',
    {
      settings: { subreddit: [{ value: { ...community, type: 'media' } }] },
      image: [{ ...video, thumbnail: picture.path }],
    },
    201,
  ],
  ['reddit', { settings: { subreddit: [{ value: { ...community, type: 'link' } }] } }, 400],
  [
    'reddit',
    {
      settings: {
        subreddit: [{ value: { ...community, type: 'link', url: 'https://a.example/b' } }],
      },
    },
    201,
  ],
  [
    'reddit',
    { settings: { subreddit: [{ value: { ...community, is_flair_required: true } }] } },
    400,
  ],
  ['lemmy', { image: [picture, picture] }, 400],
  ['bluesky', { image: Array(4).fill(picture) }, 201],
  ['bluesky', { image: Array(5).fill(picture) }, 400],
  ['bluesky', { image: [video, picture] }, 400],
  ['gmb', { image: [video] }, 400],
  ['gmb', { settings: { topicType: 'EVENT' } }, 400],
  ['gmb', { settings: { topicType: 'EVENT', eventTitle: 'Open house' } }, 201],
  ['dribbble', { image: [] }, 400],
  ['wrapcast', { image: [video] }, 400],
  ['x', { settings: { who_can_reply_post: 'nobody' } }, 400],
])('%s with %j is answered with %i', async (name, args, expected) => {
  const { post } = await openWithAll()
  expect((await post(name, args)).status).toBe(expected)
})

test('pins need pictures of one size, dribbble one of two sizes', async () => {
  const { api, post } = await openWithAll()
  const upload = async (width: number, height: number) => {
    const bytes = await sharp({ create: { width, height, channels: 3, background: '#39c' } })
      .png()
      .toBuffer()
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(bytes)]), 'a.png')
    const { id, path } = (await api('POST', '/upload', { body: form })).json
    return { id, path }
  }
  const [small, same, large] = [await upload(40, 60), await upload(40, 60), await upload(400, 300)]
  expect((await post('pinterest', { image: [small, same] })).status).toBe(201)
  expect((await post('pinterest', { image: [small, large] })).status).toBe(400)
  expect((await post('dribbble', { image: [small] })).status).toBe(400)
  expect((await post('dribbble', { image: [large] })).status).toBe(201)
})

test('a verified account on X has 4,000 characters', async () => {
  const { api } = await openTestSandbox({
    organisations: [
      {
        name: 'V',
        key: 'key-of-marina',
        integrations: [{ id: 'v', name: 'V', identifier: 'x', verified: true }],
      },
    ],
  })
  const post = (length: number) =>
    api('POST', '/posts', {
      body: postBody({
        integration: 'v',
        settings: { who_can_reply_post: 'everyone' },
        content: `<p>${'a'.repeat(length)}</p>`,
      }),
    })
  expect([(await post(4000)).status, (await post(4001)).status]).toEqual([201, 400])
})
