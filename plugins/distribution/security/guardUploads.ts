import { rm } from 'node:fs/promises'
import type { Endpoint, Payload, PayloadRequest } from 'payload'
import { DistributionError } from '../errors.ts'
import { answerError } from '../problem.ts'

/** What somebody who is not logged in may send at once, in bytes: a log-in, as a form or as JSON, is far smaller. */
export const mostOfStrangers = 1024 ** 2

const isForm = (headers: Headers): boolean =>
  (headers.get('content-type') ?? '').toLowerCase().includes('multipart/')

/** Whether a request is too large to be read before its sender is known; a form must say how large it is. */
const isTooMuch = ({ headers }: PayloadRequest): boolean => {
  const length = headers.get('content-length')
  return length === null ? isForm(headers) : Number(length) > mostOfStrangers
}

/** What came with a request as files and lies on the disk still. */
const pathsOf = ({ file, files }: PayloadRequest): Set<string> =>
  new Set([file, ...Object.values(files ?? {}).flat()].flatMap((one) => one?.tempFilePath || []))

/** Lets go by what still comes, so that the sender reads the answer; a sender that goes away meanwhile is no fault. */
const passOver = ({ body }: PayloadRequest): void => {
  body?.pipeTo(new WritableStream()).catch(() => undefined)
}

const guarded = new WeakSet<Endpoint>()

const guard = (endpoint: Endpoint): void => {
  const { handler } = endpoint
  if (guarded.has(endpoint) || !/^(?:post|patch|put)$/.test(endpoint.method)) return
  guarded.add(endpoint)
  endpoint.handler = async (req) => {
    if (!req.user && isTooMuch(req)) {
      passOver(req)
      const message = 'Log in, or send an API key, before you send as much as this.'
      return answerError(new DistributionError('UNAUTHENTICATED', message), req)
    }
    try {
      return await handler(req)
    } finally {
      for (const path of pathsOf(req)) await rm(path, { force: true })
    }
  }
}

/**
 * Keeps the disk from being filled with what nobody asked for: Payload writes the files of a form down before it asks who
 * sends them, and leaves those there that it does not take. Large requests of people who are not logged in are refused
 * unread, and what is left of the others is removed.
 */
export const guardUploads = ({ collections, globals, config }: Payload): void => {
  const all = [
    config.endpoints,
    ...Object.values(collections).map((one) => one.config.endpoints),
    ...globals.config.map((one) => one.endpoints),
  ]
  for (const endpoint of all.flatMap((some) => some || [])) guard(endpoint)
}
