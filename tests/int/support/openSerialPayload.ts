import { randomBytes } from 'node:crypto'
import { postgresAdapter } from '@payloadcms/db-postgres'
import { multiTenantPlugin } from '@payloadcms/plugin-multi-tenant'
import { buildConfig, getPayload, type Payload } from 'payload'
import { distribution, roles, tenantCollections } from 'postyard'
import { durableJobs } from 'postyard/durable-jobs'
import sharp from 'sharp'
import { createTestDatabase } from '../../database.ts'

/** The plugins in an application whose ids are numbers that are counted up, with a database of its own; `destroy` ends it. */
export const openSerialPayload = async (): Promise<Payload> => {
  const connectionString = await createTestDatabase({ isEmpty: true })
  const config = buildConfig({
    collections: [
      { slug: 'users', auth: true, fields: [] },
      { slug: 'tenants', fields: [{ name: 'name', type: 'text' }] },
      { slug: 'media', upload: true, fields: [] },
    ],
    db: postgresAdapter({ idType: 'serial', push: true, pool: { connectionString } }),
    logger: { options: { level: 'error' } },
    plugins: [
      distribution({
        encryptionKeys: [{ id: 'first', key: randomBytes(32).toString('base64') }],
        linkSecret: randomBytes(32).toString('hex'),
        serverUrl: 'https://posts.example.test',
      }),
      multiTenantPlugin({
        collections: {
          media: {},
          ...Object.fromEntries(tenantCollections.map((name) => [name, {}])),
        },
        cleanupAfterTenantDelete: false,
        tenantsArrayField: {
          includeDefaultField: true,
          rowFields: [
            { name: 'roles', type: 'select', hasMany: true, required: true, options: [...roles] },
          ],
        },
      }),
      durableJobs(),
    ],
    secret: randomBytes(32).toString('hex'),
    sharp,
    telemetry: false,
    typescript: { autoGenerate: false },
  })
  return getPayload({ config, key: `serial ${connectionString}` })
}
