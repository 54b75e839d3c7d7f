import { redact } from '../../http/redact.ts'

const isHtmlText = (body: string): boolean => /^\s*(<!doctype html|<html|<head|<body)/i.test(body)

/** True where an answer is a page for people, by its content type or by its first letters. */
export const isHtml = ({
  headers,
  body,
}: {
  headers: Record<string, string>
  body: string
}): boolean => /\bhtml\b/i.test(headers['content-type'] ?? '') || isHtmlText(body)

const readFields = (value: unknown): string => {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(readFields).filter(Boolean).join('; ')
  if (typeof value !== 'object' || value === null) return ''
  const { message, msg, error } = value as Record<string, unknown>
  return readFields(message) || readFields(msg) || readFields(error)
}

/**
 * What an error answer says, in whichever of Postiz's shapes: `message` as a string or a list, `msg`,
 * a bare text, the title of an HTML page, or nothing (`''`). Redacted and cut.
 */
export const readMessage = ({
  headers,
  body,
  apiKey,
}: {
  headers: Record<string, string>
  body: string
  apiKey?: string
}): string => {
  if (body.trim() === '') return ''
  if (isHtml({ headers, body })) {
    const title = /<title[^>]*>([^<]*)/i.exec(body)?.[1]?.trim() ?? ''
    return redact({ text: title, apiKey })
  }
  let said = body.trim()
  try {
    said = readFields(JSON.parse(body))
  } catch {
    // Not JSON: a proxy's plain words are the message.
  }
  return redact({ text: said, apiKey })
}

/**
 * The name of the account whose post Postiz refuses, where it gives one beside its message; undefined elsewhere. It is
 * for comparing only, and never shown.
 */
export const readAccountName = (body: string): string | undefined => {
  try {
    const { provider, name } = JSON.parse(body) ?? {}
    return typeof provider === 'string' && typeof name === 'string' ? name : undefined
  } catch {
    // Words that are no JSON name no account.
    return undefined
  }
}
