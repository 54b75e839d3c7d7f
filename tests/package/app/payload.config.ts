import { postgresAdapter } from '@payloadcms/db-postgres'
import { multiTenantPlugin } from '@payloadcms/plugin-multi-tenant'
import { buildConfig } from 'payload'
import { distribution, roles, tenantCollections } from 'postyard'
import { durableJobs } from 'postyard/durable-jobs'
import sharp from 'sharp'

// An application of somebody else: its own users, clients and files under its own names, numbers as ids, and posts that
// are none of Postyard's.

const slugs = { posts: 'social-posts' }
const secret = process.env.PAYLOAD_SECRET ?? ''

const slugOf = (name: (typeof tenantCollections)[number]) =>
  name in slugs ? slugs[name as keyof typeof slugs] : name

export default buildConfig({
  admin: {
    user: 'people',
    avatar: 'default',
    importMap: {
      baseDir: import.meta.dirname,
      importMapFile: `${import.meta.dirname}/importMap.js`,
    },
  },
  collections: [
    { slug: 'people', auth: true, fields: [] },
    { slug: 'clients', fields: [{ name: 'name', type: 'text', required: true }] },
    { slug: 'files', upload: { staticDir: `${import.meta.dirname}/files` }, fields: [] },
    { slug: 'posts', fields: [{ name: 'headline', type: 'text' }] },
  ],
  db: postgresAdapter({
    idType: 'serial',
    push: false,
    migrationDir: `${import.meta.dirname}/migrations`,
    pool: { connectionString: process.env.DATABASE_URL },
  }),
  plugins: [
    distribution({
      encryptionKeys: [{ id: 'first', key: process.env.ENCRYPTION_KEY ?? '' }],
      linkSecret: secret,
      serverUrl: 'https://posts.example.test',
      tenantsSlug: 'clients',
      usersSlug: 'people',
      mediaSlug: 'files',
      slugs,
    }),
    multiTenantPlugin({
      tenantsSlug: 'clients',
      collections: {
        files: {},
        ...Object.fromEntries(tenantCollections.map((name) => [slugOf(name), {}])),
      },
      cleanupAfterTenantDelete: false,
      tenantsArrayField: {
        includeDefaultField: true,
        rowFields: [
          { name: 'roles', type: 'select', hasMany: true, required: true, options: [...roles] },
        ],
      },
      userHasAccessToAllTenants: () => false,
    }),
    durableJobs(),
  ],
  secret,
  sharp,
  telemetry: false,
  typescript: { autoGenerate: false },
})
