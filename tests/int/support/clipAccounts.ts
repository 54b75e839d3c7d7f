import { startPostizSandbox } from '../../../src/sandbox/postiz/index.ts'
import { connectTenant } from './connectTenant.ts'
import type { House } from './openHouse.ts'
import { query } from './scenes.ts'

/** What TikTok wants to be told of each post. */
export const tiktokSettings = {
  privacy_level: 'PUBLIC_TO_EVERYONE',
  ...{ duet: true, stitch: true, comment: true, autoAddMusic: 'no' },
  ...{ brand_content_toggle: false, brand_organic_toggle: false },
  content_posting_method: 'DIRECT_POST',
}

const settingsOf: Record<string, object> = {
  tiktok: tiktokSettings,
  youtube: { type: 'public' },
}

/** A Postiz with an account on each platform of clips that it reaches; its key is `key`. */
export const startClipSandbox = () =>
  startPostizSandbox({
    ...{ port: 0, publishDelayMs: 10, limitPerHour: 1000 },
    organisations: [
      {
        ...{ name: 'A', key: 'key' },
        integrations: ['tiktok', 'instagram', 'youtube'].map((identifier) => ({
          ...{ id: identifier, name: identifier, identifier },
        })),
      },
    ],
  })

/** A client with these accounts, ready to post, by their platforms. */
export const connectClipAccounts = async (
  house: House,
  postiz: Awaited<ReturnType<typeof startClipSandbox>>,
): Promise<{ tenant: string; channels: Record<string, string> }> => {
  const { tenant } = await connectTenant(house, postiz, 'key')
  const imported = await query(
    house.payload,
    'select id, platform from postyard_channels where tenant_id = $1',
    [tenant],
  )
  for (const { id, platform } of imported) {
    await query(house.payload, 'update postyard_channels set settings = $2 where id = $1', [
      ...[id, JSON.stringify(settingsOf[platform] ?? {})],
    ])
  }
  return {
    tenant,
    channels: Object.fromEntries(imported.map(({ id, platform }) => [platform, id])),
  }
}
