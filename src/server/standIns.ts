/**
 * For programs that read the configuration but use neither database nor secrets: Next as it builds,
 * Payload as it generates. Nothing is ever encrypted, signed or connected with these.
 */
export const standIns = {
  DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  PAYLOAD_SECRET: 'only-while-building-and-never-kept',
  ENCRYPTION_KEYS: `build:${Buffer.alloc(32).toString('base64')}`,
}
