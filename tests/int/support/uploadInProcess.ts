/**
 * A process of its own that wants one file at Postiz, as a worker does that stages: it prints what it got, and whether it
 * uploaded it itself.
 */
import { drizzle } from '@payloadcms/db-postgres/drizzle/node-postgres'
import pg from 'pg'
import { uploadMedia } from '../../../plugins/distribution/channels/postiz/files/uploadMedia.ts'
import { createPostizClient } from '../../../plugins/distribution/channels/postiz/index.ts'
import { picture } from '../../../plugins/distribution/channels/postiz/testing/media.ts'
import { createUploadMemory } from '../../../plugins/distribution/channels/uploads/createUploadMemory.ts'
import type { Db } from '../../../plugins/distribution/model/database.ts'

const [baseUrl = '', apiKey = '', tenant = '', version = ''] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 4 })
const db = drizzle(pool) as unknown as Db
const timeoutMs = 10_000
const uploads = createUploadMemory({ db, tenant, organisation: 'one', baseUrl, timeoutMs })
const client = createPostizClient({ baseUrl, apiKey, timeoutMs })
const wishes = Array.from({ length: 5 }, () =>
  uploadMedia({ client, uploads, media: [picture({ version })] }),
)
const paths = (await Promise.all(wishes)).map((reply) => (reply.ok ? reply.value[0]?.path : reply))
process.stdout.write(JSON.stringify(paths))
await pool.end()
