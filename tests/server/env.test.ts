import { describe, expect, it } from 'vitest'
import { readEnv, readSettings } from '../../src/server/env.ts'

const good = {
  NODE_ENV: 'test',
  DATABASE_URL: 'postgres://someone:hidden-password@db/postyard',
  PAYLOAD_SECRET: 'x'.repeat(32),
  ENCRYPTION_KEYS: `new:${Buffer.alloc(32, 1).toString('base64')},old:${Buffer.alloc(32, 2).toString('base64')}`,
} as const

const wrong: [string, string][] = [
  ['PORT', 'eighty'],
  ['PORT', '70000'],
  ['SANDBOX_PORT', '0'],
  ['POSTGRES_PORT', '-1'],
  ['DATABASE_POOL', '0'],
  ['DATABASE_URL', 'mysql://someone:hidden-password@db/postyard'],
  ['DATABASE_URL', 'postgres:/hidden-password'],
  ['PAYLOAD_SECRET', 'hidden-password'],
  ['ENCRYPTION_KEYS', 'hidden-password'],
  ['ENCRYPTION_KEYS', 'a:hidden-password'],
  ['ENCRYPTION_KEYS', `${good.ENCRYPTION_KEYS},new:${Buffer.alloc(32).toString('base64')}`],
  ['SERVER_URL', 'postyard.example'],
  ['WORKER_IN_SERVER', 'perhaps'],
  ['DEMO', '2'],
  ['FIREBASE_SERVICE_ACCOUNT', '/there/is/no/hidden-password.json'],
  ['FIREBASE_SERVICE_ACCOUNT', '{"private_key":"hidden-password"}'],
  ['FCM_SANDBOX_URL', 'localhost:4011'],
  ['SMTP_URL', 'https://hidden-password@mail.example'],
  ['MAIL_FROM', 'nobody'],
  ['LOG_LEVEL', 'loud'],
  ['WORKER_DRAIN_SECONDS', '1.5'],
  ['WORKER_PORT', '0'],
  ['METRICS_TOKEN', 'hidden-password'],
  ['S3_BUCKET', 'Hidden-Password'],
  ['S3_REGION', 'hidden password'],
  ['S3_ENDPOINT', 's3.example'],
  ['S3_FORCE_PATH_STYLE', 'perhaps'],
]

describe('the environment', () => {
  it.each(wrong)('%s=%s is refused in a sentence that names the variable', (name, value) => {
    const read = () => readEnv({ ...good, [name]: value })
    expect(read).toThrow(expect.objectContaining({ code: 'WRONG_ENVIRONMENT' }))
    expect(read).toThrow(new RegExp(`^${name} must be|^${name} must have`, 'm'))
    expect(read).not.toThrow(/hidden-password/)
  })

  it.each<[Record<string, string>, RegExp]>([
    [{ S3_ENDPOINT: 'https://s3.example' }, /^S3_ENDPOINT is of no use without S3_BUCKET/m],
    [{ S3_SECRET_ACCESS_KEY: 'hidden-password' }, /^S3_SECRET_ACCESS_KEY is of no use without/m],
    [{ S3_BUCKET: 'files' }, /^S3_REGION must be set with S3_BUCKET/m],
    [
      { S3_BUCKET: 'files', S3_REGION: 'auto', S3_ACCESS_KEY_ID: 'hidden-password' },
      /^S3_SECRET_ACCESS_KEY must be set with S3_ACCESS_KEY_ID/m,
    ],
    [
      { S3_BUCKET: 'files', S3_REGION: 'auto', S3_SECRET_ACCESS_KEY: 'hidden-password' },
      /^S3_ACCESS_KEY_ID must be set with S3_SECRET_ACCESS_KEY/m,
    ],
  ])('refuses settings of S3 that make no sense together: %o', (given, sentence) => {
    const read = () => readEnv({ ...good, ...given })
    expect(read).toThrow(sentence)
    expect(read).not.toThrow(/hidden-password/)
  })

  it('says of every wrong variable at once', () => {
    const read = () => readEnv({ ...good, PORT: 'x', LOG_LEVEL: 'y' })
    expect(read).toThrow(/^PORT must be .*\(it is "x"\)/m)
    expect(read).toThrow(/^LOG_LEVEL must be .*\(it is "y"\)/m)
  })

  it('names what is missing for a process that serves', () => {
    expect(() => readEnv({ NODE_ENV: 'test' })).toThrow(
      /^DATABASE_URL, PAYLOAD_SECRET, ENCRYPTION_KEYS must be set/,
    )
    expect(() => readEnv({ ...good, PAYLOAD_SECRET: '' })).toThrow(/^PAYLOAD_SECRET must be set/)
  })

  it('takes an empty variable as not set, and fills in what has a default', () => {
    const settings = readSettings({ NODE_ENV: 'test', PORT: ' ', LOG_LEVEL: '', DATABASE_URL: '' })
    expect(settings).toMatchObject({ PORT: 3000, LOG_LEVEL: 'info', WORKER_IN_SERVER: false })
    expect(settings.SERVER_URL).toBe('http://localhost:3000')
    expect(settings.DATABASE_URL).toBeUndefined()
  })

  it('reads keys in their order, and addresses without the slash at the end', () => {
    const env = readEnv({ ...good, SERVER_URL: 'https://postyard.example/' })
    expect(env.ENCRYPTION_KEYS.map(({ id }) => id)).toEqual(['new', 'old'])
    expect(env.SERVER_URL).toBe('https://postyard.example')
    const allowed = (PRIVATE_POSTIZ_HOSTS: string) =>
      readSettings({ ...good, PRIVATE_POSTIZ_HOSTS }).PRIVATE_POSTIZ_HOSTS
    expect(allowed('postiz, 10.0.0.7')).toEqual(['postiz', '10.0.0.7'])
    expect(allowed('*')).toBe('all')
    expect(allowed('')).toBeUndefined()
  })
})
