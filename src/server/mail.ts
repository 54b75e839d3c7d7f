import { nodemailerAdapter } from '@payloadcms/email-nodemailer'
import type { Env } from './env.ts'

/** As whom the installation writes. */
export const mailFrom = (env: Pick<Env, 'SMTP_URL' | 'MAIL_FROM'>): string => {
  const { hostname, username } = new URL(env.SMTP_URL ?? 'smtp://localhost')
  const user = decodeURIComponent(username)
  return env.MAIL_FROM ?? (user.includes('@') ? user : `postyard@${hostname}`)
}

/**
 * How the panel sends mail: through the server of SMTP_URL. Without one there is no adapter, and
 * Payload writes each mail to the log instead of sending it.
 */
export function mailAdapter(env: Env) {
  if (!env.SMTP_URL) return undefined
  const { hostname, port, protocol, username, password } = new URL(env.SMTP_URL)
  const user = decodeURIComponent(username)
  const secure = protocol === 'smtps:'
  return nodemailerAdapter({
    defaultFromName: 'Postyard',
    defaultFromAddress: mailFrom(env),
    // A mail server that is down at this moment must not keep the panel from starting.
    skipVerify: true,
    transportOptions: {
      host: hostname,
      port: Number(port) || (secure ? 465 : 587),
      secure,
      ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(password) } }),
    },
  })
}
