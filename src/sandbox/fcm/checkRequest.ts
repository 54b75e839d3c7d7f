import { z } from 'zod'

const texts = z.record(z.string(), z.string())

const data = texts.refine(
  (value) =>
    !Object.keys(value).some((key) =>
      /^(from|gcm|notification|message_type)$|^(google|gcm)\./.test(key),
    ),
  'Invalid data payload key',
)

const duration = z
  .string()
  .regex(/^\d+(\.\d{1,9})?s$/, 'Illegal duration format; duration must end with "s"')

const options = z.strictObject({
  analytics_label: z.string().optional(),
  analyticsLabel: z.string().optional(),
})

const webOptions = options.extend({
  link: z.string().startsWith('https://', 'WebpushFcmOptions.link must be a HTTPS URL').optional(),
})

const message = z.strictObject({
  token: z.string().regex(/^\S+$/),
  data: data.optional(),
  notification: z
    .strictObject({
      title: z.string().optional(),
      body: z.string().optional(),
      image: z.string().optional(),
    })
    .optional(),
  android: z
    .strictObject({
      collapse_key: z.string().optional(),
      priority: z.enum(['normal', 'high', 'NORMAL', 'HIGH']).optional(),
      ttl: duration.optional(),
      restricted_package_name: z.string().optional(),
      data: data.optional(),
      notification: z.looseObject({ tag: z.string().optional() }).optional(),
      fcm_options: options.optional(),
      direct_boot_ok: z.boolean().optional(),
    })
    .optional(),
  webpush: z
    .strictObject({
      headers: texts
        .refine(
          ({ Topic = '' }) => /^[\w-]{0,32}$/.test(Topic),
          'Topic header is longer than 32 characters',
        )
        .optional(),
      data: texts.optional(),
      notification: z.looseObject({}).optional(),
      fcm_options: webOptions.optional(),
      fcmOptions: webOptions.optional(),
    })
    .optional(),
  apns: z
    .strictObject({
      headers: texts
        .refine(
          (headers) => Buffer.byteLength(headers['apns-collapse-id'] ?? '') <= 64,
          'apns-collapse-id is longer than 64 bytes',
        )
        .optional(),
      payload: z.looseObject({ aps: z.looseObject({}).optional() }).optional(),
      fcm_options: options.optional(),
      fcmOptions: options.optional(),
    })
    .optional(),
  fcm_options: options.optional(),
  fcmOptions: options.optional(),
})

const request = z.strictObject({
  message,
  validate_only: z.boolean().optional(),
  validateOnly: z.boolean().optional(),
})

export type FcmMessage = z.output<typeof message>

export type CheckedRequest =
  | { kind: 'good'; message: FcmMessage; isDryRun: boolean }
  | { kind: 'wrongToken' }
  | { kind: 'tooBig' }
  | { kind: 'wrong'; violations: { field: string; description: string }[] }

/** FCM's own limit, in bytes of notification and data. */
const maxBytes = 4_096

/**
 * Whether FCM would take this request, as far as its reference tells: no unknown fields, texts only in `data`,
 * durations in seconds, https links, 4,096 bytes.
 * https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages (2026-11)
 */
export function checkRequest(body: unknown): CheckedRequest {
  const checked = request.safeParse(body)
  if (!checked.success) {
    const violations = checked.error.issues.map((issue) => ({
      field: issue.path.join('.'),
      description: describe(issue),
    }))
    return violations.some(({ field }) => field === 'message.token')
      ? { kind: 'wrongToken' }
      : { kind: 'wrong', violations }
  }
  const { message, validate_only, validateOnly } = checked.data
  const bytes = Buffer.byteLength(
    JSON.stringify({ notification: message.notification, data: message.data }),
  )
  if (bytes > maxBytes) return { kind: 'tooBig' }
  return { kind: 'good', message, isDryRun: Boolean(validate_only ?? validateOnly) }
}

function describe(issue: z.core.$ZodIssue): string {
  const at = issue.path.join('.')
  if (issue.code === 'unrecognized_keys')
    return `Invalid JSON payload received. Unknown name "${issue.keys[0]}" at '${at}': Cannot find field.`
  return `Invalid value at '${at}': ${issue.message}`
}
