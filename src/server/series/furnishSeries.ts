import type { Payload } from 'payload'
import { operations, runFor } from 'postyard'
import { type PinAccount, postizKey, type SeriesCast } from './castOfSeries.ts'

/** Where its receivers are, and the key of the hook. */
export type Receivers = { postizUrl: string; hook: string; hookKey: string }

type Args = { payload: Payload; cast: SeriesCast; folder: string; receivers: Receivers; now: Date }

/** No cap of a day may hold what flies in a month of minutes. */
const dailyCap = 10_000

/**
 * Makes the client that watches the folder, with its channels, by the operations that people use too. All series fly
 * through Make but for those of the accounts that Postiz reaches.
 */
export async function furnishSeries(args: Args): Promise<{ tenant: string; admin: string }> {
  const { payload, cast, folder, receivers } = args
  const create = async (collection: string, data: object): Promise<string> =>
    String((await payload.create({ collection: collection as 'users', data: data as never })).id)
  const admin = await create('users', {
    name: 'Admin',
    email: 'admin@postyard.test',
    password: 'only-for-a-throw-away-database',
    isAgencyAdmin: true,
  })
  const user = {
    ...(await payload.findByID({ collection: 'users', id: admin })),
    collection: 'users',
  }
  const tenant = await create('tenants', cast.tenant)
  await runFor({
    ...{ payload, user, operation: operations.connectPostiz },
    input: { id: tenant, baseUrl: `${receivers.postizUrl}/api`, apiKey: postizKey },
  })
  await payload.update({
    collection: 'channels' as 'users',
    where: { tenant: { equals: tenant } },
    data: { dailyCap } as never,
  })
  const make = await create('channels', {
    ...{ tenant, dailyCap, name: 'Pinterest by Make', platform: 'pinterest', kind: 'webhook' },
  })
  await runFor({
    ...{ payload, user, operation: operations.connectWebhook },
    input: {
      ...{ id: make, url: receivers.hook, body: 'flat' },
      headers: [{ name: 'x-make-apikey', value: receivers.hookKey }],
    },
  })
  await payload.update({
    collection: 'tenants' as 'users',
    id: tenant,
    data: { series: { folder, channels: [make] } } as never,
  })
  for (const account of cast.accounts) await addSeriesOf({ ...args, account, tenant })
  return { tenant, admin }
}

/** Series that are not to take the channel of those that are found: they are there before their folder is. */
const addSeriesOf = async (args: Args & { account: PinAccount; tenant: string }): Promise<void> => {
  const { payload, account, cast, tenant, folder } = args
  const { docs } = await payload.find({
    collection: 'channels' as 'users',
    where: { and: [{ tenant: { equals: tenant } }, { integrationId: { equals: account.id } }] },
    depth: 0,
  })
  for (const { slug, one } of cast.animals.filter(({ slug }) => account.series.includes(slug))) {
    await payload.create({
      collection: 'series' as 'users',
      data: {
        ...{ tenant, slug, name: one, channels: docs.map(({ id }) => id) },
        source: { kind: 'folder', path: `${folder}/${slug}` },
      } as never,
    })
  }
}
