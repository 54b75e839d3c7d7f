import { postgresAdapter } from '@payloadcms/db-postgres'
import { multiTenantPlugin } from '@payloadcms/plugin-multi-tenant'
import { buildConfig, type PayloadRequest } from 'payload'
import { distribution, roles, tenantCollections } from 'postyard'
import { durableJobs } from 'postyard/durable-jobs'
import sharp from 'sharp'

// An application of somebody else: its own users, clients and files under its own names, numbers as ids, and posts that
// are none of Postyard's.

const slugs: Record<string, string> = { posts: 'social-posts' }
const secret = process.env.PAYLOAD_SECRET ?? ''

const isAgencyAdmin = (user: unknown) =>
  (user as { isAgencyAdmin?: boolean } | null)?.isAgencyAdmin === true

const admins = ({ req }: { req: PayloadRequest }) => isAgencyAdmin(req.user)

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
    {
      slug: 'people',
      auth: true,
      fields: [
        {
          name: 'isAgencyAdmin',
          type: 'checkbox',
          access: { create: admins, update: admins },
        },
      ],
    },
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
      privatePostizHosts: ['127.0.0.1', 'localhost'],
      tenantsSlug: 'clients',
      usersSlug: 'people',
      mediaSlug: 'files',
      slugs,
    }),
    multiTenantPlugin({
      tenantsSlug: 'clients',
      collections: {
        files: {},
        ...Object.fromEntries(tenantCollections.map((name) => [slugs[name] ?? name, {}])),
      },
      cleanupAfterTenantDelete: false,
      tenantsArrayField: {
        includeDefaultField: true,
        arrayFieldAccess: { create: admins, update: admins },
        rowFields: [
          { name: 'roles', type: 'select', hasMany: true, required: true, options: [...roles] },
        ],
      },
      userHasAccessToAllTenants: isAgencyAdmin,
    }),
    durableJobs(),
  ],
  secret,
  sharp,
  telemetry: false,
  typescript: { autoGenerate: false },
})
