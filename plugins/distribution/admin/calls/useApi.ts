'use client'

import { useConfig } from '@payloadcms/ui'
import { formatAdminURL } from 'payload/shared'
import { useRef } from 'react'
import { type Answered, callApi } from './callApi.ts'
import { newKey } from './newKey.ts'

type Get = <Answer>(path: string, signal?: AbortSignal) => Promise<Answered<Answer>>
type Ask = <Answer>(
  path: string,
  body: Record<string, unknown>,
  signal?: AbortSignal,
) => Promise<Answered<Answer>>
type Post = <Answer>(path: string, body: Record<string, unknown>) => Promise<Answered<Answer>>
type Patch = <Answer>(path: string, body: Record<string, unknown>) => Promise<Answered<Answer>>

/**
 * The API of this installation: `get('/deliveries?limit=5')`, `post('/deliveries/7/cancel', {})`; `ask` is a POST that
 * changes nothing, so it needs no key and may be broken off; `patch` sets fields of a record, which may be done twice.
 */
export const useApi = (): { get: Get; ask: Ask; post: Post; patch: Patch } => {
  const { config } = useConfig()
  const urlOf = (path: string) =>
    formatAdminURL({ apiRoute: config.routes.api, path: path as `/${string}` })
  const unanswered = useRef(new Map<string, string>())
  return {
    get: (path, signal) => callApi({ url: urlOf(path), signal }),
    ask: (path, body, signal) => callApi({ url: urlOf(path), body, signal }),
    patch: (path, body) => callApi({ url: urlOf(path), body, method: 'PATCH' }),
    post: async <Answer>(path: string, body: Record<string, unknown>) => {
      // A press that got no answer keeps its key, so that pressing again cannot do it twice.
      const request = `${path} ${JSON.stringify(body)}`
      const key = unanswered.current.get(request) ?? newKey()
      unanswered.current.set(request, key)
      const answered = await callApi<Answer>({ url: urlOf(path), body, key })
      if ('answer' in answered || answered.problem.status !== 0) unanswered.current.delete(request)
      return answered
    },
  }
}
