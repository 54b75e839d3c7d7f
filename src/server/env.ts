import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { codeOf, setupError } from './setupError.ts'

/** The folder of the checkout. */
export const rootDir = join(fileURLToPath(import.meta.url), '..', '..', '..')

/** One key that encrypts stored credentials. `key` is 32 bytes in base64. */
export type EncryptionKey = { id: string; key: string }

const flag = z
  .enum(['true', 'false', '1', '0', 'yes', 'no'], 'must be true or false')
  .transform((text) => ['true', '1', 'yes'].includes(text))

const port = z
  .string()
  .refine((text) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535, {
    error: 'must be a whole number between 1 and 65535',
  })
  .transform(Number)

const count = z
  .string()
  .refine((text) => /^\d{1,4}$/.test(text) && Number(text) > 0, {
    error: 'must be a whole number from 1 to 9999',
  })
  .transform(Number)

const minutes = z
  .string()
  .refine((text) => /^\d{1,4}(\.\d{1,6})?$/.test(text) && Number(text) <= 1_440, {
    error: 'must be a number of minutes from 0 to 1440; decimals are allowed',
  })
  .transform(Number)

const url = (schemes: string[]) =>
  z
    .string()
    .refine(
      (text) => schemes.some((scheme) => text.startsWith(`${scheme}://`)) && URL.canParse(text),
      `must be an address that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    )

const isKey = (encoded: string) => {
  const key = Buffer.from(encoded, 'base64')
  return key.length === 32 && key.toString('base64') === encoded
}

/** `*` stands for all. */
const hosts = z.string().transform((text) => {
  const names = text.split(',').map((name) => name.trim())
  return names.includes('*') ? ('all' as const) : names.filter((name) => name !== '')
})

const encryptionKeys = z.string().transform((text, context): EncryptionKey[] => {
  const keys = text.split(',').map((part) => {
    const [id = '', encoded = ''] = part.trim().split(':')
    return { id, key: encoded }
  })
  const isGood =
    keys.every(({ id, key }) => /^[\w-]{1,40}$/.test(id) && isKey(key)) &&
    new Set(keys.map(({ id }) => id)).size === keys.length
  if (!isGood) {
    context.addIssue({
      code: 'custom',
      message:
        'must be one or more "id:key", separated by commas, each key 32 bytes in base64 under an id of its own; the first one encrypts, all of them decrypt. Make one with: openssl rand -base64 32',
    })
    return z.NEVER
  }
  return keys
})

const accountShape = z.object({
  project_id: z.string().min(1),
  client_email: z.string().min(1),
  private_key: z.string().includes('PRIVATE KEY'),
})

/** A service account as Google hands it out. */
export type ServiceAccount = z.infer<typeof accountShape>

const serviceAccount = z.string().transform((text, context): ServiceAccount => {
  try {
    const json = text.trimStart().startsWith('{') ? text : readFileSync(text, 'utf8')
    return accountShape.parse(JSON.parse(json))
  } catch (error) {
    const missing = codeOf(error) === 'ENOENT' ? ' (there is no such file)' : ''
    context.addIssue({
      code: 'custom',
      message: `must be the JSON of a Firebase service account, or the path of the file that holds it${missing}`,
    })
    return z.NEVER
  }
})

const webShape = z.object({
  config: z.record(z.string(), z.string()),
  vapidKey: z.string().min(1),
})

/** What Firebase shows for a web app: its configuration, and the public key of its web push certificate. */
const firebaseWeb = z.string().transform((text, context): z.infer<typeof webShape> => {
  try {
    return webShape.parse(JSON.parse(text))
  } catch {
    context.addIssue({
      code: 'custom',
      message:
        'must be JSON of the shape {"config":{…},"vapidKey":"…"}, as Firebase shows them for a web app',
    })
    return z.NEVER
  }
})

const variables = z.object({
  DATABASE_URL: url(['postgres', 'postgresql']).optional(),
  DATABASE_POOL: count.default(20),
  PAYLOAD_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  ENCRYPTION_KEYS: encryptionKeys.optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  SERVER_URL: url(['http', 'https'])
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
  DATA_DIR: z.string().optional(),
  POSTGRES_PORT: port.optional(),
  WORKER_IN_SERVER: flag.default(false),
  WORKER_DRAIN_SECONDS: count.default(30),
  WORKER_PORT: port.optional(),
  PRIVATE_POSTIZ_HOSTS: hosts.optional(),
  PRIVATE_RECEIVER_HOSTS: hosts.optional(),
  SAME_CONTENT_MINUTES: minutes.optional(),
  CONTENT_ROOT: z
    .string()
    .transform((path) => resolve(rootDir, path))
    .optional(),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  DEMO: flag.optional(),
  SANDBOX_PORT: port.default(4010),
  FIREBASE_SERVICE_ACCOUNT: serviceAccount.optional(),
  FIREBASE_WEB: firebaseWeb.optional(),
  FCM_SANDBOX_URL: url(['http', 'https']).optional(),
  SMTP_URL: url(['smtp', 'smtps']).optional(),
  MAIL_FROM: z.string().includes('@', 'must be a mail address').optional(),
  FFMPEG_PATH: z.string().optional(),
  S3_BUCKET: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
      'must be the name of a bucket: 3 to 63 small letters, digits, dots and hyphens',
    )
    .optional(),
  S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'must be the name of a region, for example eu-central-1')
    .optional(),
  S3_ENDPOINT: url(['http', 'https']).optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_FORCE_PATH_STYLE: flag.optional(),
  LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'must be one of trace, debug, info, warn, error, fatal, silent',
    )
    .default('info'),
})

const s3Names = [
  'S3_BUCKET',
  'S3_REGION',
  'S3_ENDPOINT',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
  'S3_FORCE_PATH_STYLE',
] as const

/** What of S3 is set has to make sense together; nothing of it is a guess. */
const s3Fits = (settings: Partial<Record<(typeof s3Names)[number], unknown>>) =>
  [
    ...(settings.S3_BUCKET
      ? []
      : s3Names
          .filter((name) => settings[name] !== undefined)
          .map((name) => [name, 'is of no use without S3_BUCKET: set both, or neither'])),
    ...(settings.S3_BUCKET && !settings.S3_REGION
      ? [
          [
            'S3_REGION',
            'must be set with S3_BUCKET, for example to eu-central-1 (auto where the storage has none)',
          ],
        ]
      : []),
    ...(settings.S3_ACCESS_KEY_ID && !settings.S3_SECRET_ACCESS_KEY
      ? [['S3_SECRET_ACCESS_KEY', 'must be set with S3_ACCESS_KEY_ID']]
      : []),
    ...(settings.S3_SECRET_ACCESS_KEY && !settings.S3_ACCESS_KEY_ID
      ? [['S3_ACCESS_KEY_ID', 'must be set with S3_SECRET_ACCESS_KEY']]
      : []),
  ] as [name: string, message: string][]

const schema = variables.superRefine((settings, context) => {
  for (const [name, message] of s3Fits(settings))
    context.addIssue({ code: 'custom', path: [name], message })
})

/** The checked settings; what may be missing is optional. */
export type Settings = Omit<z.infer<typeof schema>, 'SERVER_URL'> & { SERVER_URL: string }

/** The settings of a process that serves or works: database and secrets are there. */
export type Env = Settings & {
  DATABASE_URL: string
  PAYLOAD_SECRET: string
  ENCRYPTION_KEYS: EncryptionKey[]
}

/** Variables whose value may be repeated in an error; all others may hold secrets. */
const harmless = new Set([
  'HOST',
  'PORT',
  'POSTGRES_PORT',
  'SANDBOX_PORT',
  'WORKER_PORT',
  'LOG_LEVEL',
  'DEMO',
  'WORKER_IN_SERVER',
  'SERVER_URL',
])

/**
 * Checks the environment. A variable that is empty counts as not set.
 * Throws `WRONG_ENVIRONMENT` with a sentence for each variable that does not fit.
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const result = schema.safeParse(set)
  if (result.success) {
    const serverUrl = result.data.SERVER_URL ?? `http://localhost:${result.data.PORT}`
    return { ...result.data, SERVER_URL: serverUrl }
  }
  const sentences = result.error.issues.map((issue) => {
    const name = String(issue.path[0])
    const value = harmless.has(name) ? ` (it is "${set[name]}")` : ''
    return `${name} ${issue.message}${value}.`
  })
  throw setupError({
    code: 'WRONG_ENVIRONMENT',
    message: `${[...new Set(sentences)].join('\n')}\nCorrect it in .env, or where you set it; .env.example explains each variable.`,
  })
}

/**
 * Checks the environment of a process that can't do without a database and secrets (the web
 * server, a worker). Throws `WRONG_ENVIRONMENT`, also for what is missing.
 */
export function readEnv(env: NodeJS.ProcessEnv = process.env): Env {
  const settings = readSettings(env)
  const { DATABASE_URL, PAYLOAD_SECRET, ENCRYPTION_KEYS } = settings
  if (DATABASE_URL && PAYLOAD_SECRET && ENCRYPTION_KEYS) {
    return { ...settings, DATABASE_URL, PAYLOAD_SECRET, ENCRYPTION_KEYS }
  }
  const missing = Object.entries({ DATABASE_URL, PAYLOAD_SECRET, ENCRYPTION_KEYS })
    .filter(([, value]) => !value)
    .map(([name]) => name)
  throw setupError({
    code: 'WRONG_ENVIRONMENT',
    message: `${missing.join(', ')} must be set: put ${missing.length > 1 ? 'them' : 'it'} in .env (.env.example explains each variable), or use "npm start", which makes what is missing by itself.`,
  })
}

/** Where uploaded pictures and videos are kept. */
export function mediaDir(env: NodeJS.ProcessEnv = process.env): string {
  return join(resolve(rootDir, env.DATA_DIR?.trim() || '.data'), 'media')
}
