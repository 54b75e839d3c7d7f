import { postgresAdapter } from '@payloadcms/db-postgres'
import { multiTenantPlugin } from '@payloadcms/plugin-multi-tenant'
import { buildConfig, type Field, type Payload } from 'payload'
import { expect, test } from 'vitest'
import { distribution } from '../index.ts'
import { checkTenancy } from './checkTenancy.ts'
import { tenantCollections } from './collections/index.ts'

type Args = { nameField?: Field; separated?: string[]; tenantsSlug?: string; idType?: string }

/** An installation as far as it is known before it has a database. */
const install = async (args: Args): Promise<Payload> => {
  const { nameField = { name: 'name', type: 'text' }, tenantsSlug = 'clients' } = args
  const separated = args.separated ?? ['files', ...tenantCollections]
  const config = await buildConfig({
    collections: [
      { slug: 'people', auth: true, fields: [] },
      { slug: 'clients', fields: [nameField] },
      { slug: 'files', upload: true, fields: [] },
    ],
    admin: { user: 'people' },
    db: postgresAdapter({ pool: {} }),
    localization: { locales: ['en', 'pt'], defaultLocale: 'en' },
    plugins: [
      distribution({
        encryptionKeys: [{ id: 'first', key: Buffer.alloc(32, 1).toString('base64') }],
        linkSecret: 'a-secret-for-tests-that-nothing-else-uses',
        serverUrl: 'https://posts.example.test',
        tenantsSlug,
        usersSlug: 'people',
        mediaSlug: 'files',
      }),
      multiTenantPlugin({
        tenantsSlug: 'clients',
        collections: Object.fromEntries(separated.map((slug) => [slug, {}])),
        userHasAccessToAllTenants: () => false,
      }),
    ],
    secret: 'a-secret-for-tests-that-nothing-else-uses',
    sharp: undefined as never,
  })
  const collections = config.collections.map((one) => [one.slug, { config: one }])
  return {
    config,
    collections: Object.fromEntries(collections),
    db: { idType: args.idType ?? 'serial' },
  } as unknown as Payload
}

test('an application whose tenants, users and files have other names may run', async () => {
  checkTenancy(await install({}))
})

test('a collection of tenants that is not there is named', async () => {
  const installed = await install({ tenantsSlug: 'tenants' })
  expect(() => checkTenancy(installed)).toThrow('there is no collection "tenants"')
})

test.each<Field>([
  { name: 'name', type: 'text', localized: true },
  { name: 'title', type: 'text' },
])('tenants need a plain name: not %j', async (nameField) => {
  const installed = await install({ nameField })
  expect(() => checkTenancy(installed)).toThrow('give the collection "clients" a text field "name"')
})

test('collections that would not be separated by tenant are named, that of the files too', async () => {
  const installed = await install({
    separated: tenantCollections.filter((name) => name !== 'posts'),
  })
  expect(() => checkTenancy(installed)).toThrow(
    'list these collections in plugin-multi-tenant, after this plugin: files, posts.',
  )
})

test('ids without a default in the database are refused', async () => {
  const installed = await install({ idType: 'uuidv7' })
  expect(() => checkTenancy(installed)).toThrow("idType to 'serial' or 'uuid'")
})
