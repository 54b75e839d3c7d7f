import { postgresAdapter } from '@payloadcms/db-postgres'
import { multiTenantPlugin } from '@payloadcms/plugin-multi-tenant'
import { buildConfig } from 'payload'
import { distribution, roles, tenantCollections } from 'postyard'
import { durableJobs } from 'postyard/durable-jobs'
import sharp from 'sharp'
import { isAgencyAdmin } from './src/access/index.ts'
import { Media } from './src/collections/media.ts'
import { Tenants } from './src/collections/tenants.ts'
import { Users } from './src/collections/users.ts'
import { readEnv, rootDir } from './src/server/env.ts'
import { mailAdapter, mailFrom } from './src/server/mail.ts'
import { pushOptions } from './src/server/push.ts'
import { mediaStorage } from './src/server/storage.ts'
import { uploadLimits } from './src/server/uploadLimits.ts'
import { nameConnections } from './src/server/vault/keyMarks.ts'

const env = readEnv()
const storage = await mediaStorage(env)

export default buildConfig({
  admin: {
    user: Users.slug,
    avatar: 'default',
    importMap: { baseDir: rootDir },
    meta: { titleSuffix: ' · Postyard' },
  },
  collections: [Tenants, Users, Media],
  db: postgresAdapter({
    idType: 'uuid',
    push: false,
    migrationDir: `${rootDir}/src/migrations`,
    pool: {
      connectionString: env.DATABASE_URL,
      max: env.DATABASE_POOL,
      application_name: nameConnections(env.ENCRYPTION_KEYS),
    },
  }),
  email: mailAdapter(env),
  plugins: [
    distribution({
      encryptionKeys: env.ENCRYPTION_KEYS,
      linkSecret: env.PAYLOAD_SECRET,
      serverUrl: env.SERVER_URL,
      privatePostizHosts: env.PRIVATE_POSTIZ_HOSTS,
      ...(env.SMTP_URL ? { mail: { url: env.SMTP_URL, from: mailFrom(env) } } : {}),
      privateReceiverHosts: env.PRIVATE_RECEIVER_HOSTS,
      sameContentMinutes: env.SAME_CONTENT_MINUTES,
      ...(env.CONTENT_ROOT ? { series: { contentRoot: env.CONTENT_ROOT } } : {}),
      push: await pushOptions(env),
      removeStoredFile: storage.removeStoredFile,
    }),
    multiTenantPlugin({
      collections: {
        media: {},
        ...Object.fromEntries(tenantCollections.map((slug) => [slug, {}])),
      },
      cleanupAfterTenantDelete: false,
      tenantsArrayField: {
        includeDefaultField: true,
        arrayFieldAccess: {
          create: ({ req }) => isAgencyAdmin(req.user),
          update: ({ req }) => isAgencyAdmin(req.user),
        },
        rowFields: [
          { name: 'roles', type: 'select', hasMany: true, required: true, options: [...roles] },
        ],
      },
      userHasAccessToAllTenants: isAgencyAdmin,
    }),
    ...storage.plugins,
    durableJobs(),
  ],
  secret: env.PAYLOAD_SECRET,
  serverURL: env.SERVER_URL,
  sharp,
  telemetry: false,
  upload: uploadLimits,
  typescript: { autoGenerate: false, outputFile: `${rootDir}/src/payload-types.ts` },
})
