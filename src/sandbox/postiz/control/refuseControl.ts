import type { z } from 'zod'
import { type Answer, json } from '../http/answer.ts'

export function refuseControl(error: z.ZodError): Answer {
  const issues = error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`)
  return json(400, { error: issues.join('; ') })
}
