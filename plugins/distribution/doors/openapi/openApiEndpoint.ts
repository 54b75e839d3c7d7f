import type { Endpoint, Payload } from 'payload'
import type { Operation } from '../../operation.ts'
import type { Settings } from '../../options.ts'
import { settingsOf } from '../../settings.ts'
import { openApiDocument } from './openApiDocument.ts'

/** Made once for each installation: it takes some tens of milliseconds, and everybody may ask for it. */
const documents = new WeakMap<Settings, string>()

const documentOf = (payload: Payload, operations: Operation[]): string => {
  const settings = settingsOf(payload)
  const known = documents.get(settings)
  if (known) return known
  const made = JSON.stringify(
    openApiDocument({
      operations,
      settings,
      apiRoute: payload.config.routes.api,
      ids: payload.db.defaultIDType === 'number' ? 'number' : 'uuid',
    }),
  )
  documents.set(settings, made)
  return made
}

/** `GET /openapi.json`: the document of this installation, for everybody. */
export const openApiEndpoint = (operations: Operation[]): Endpoint => ({
  path: '/openapi.json',
  method: 'get',
  handler: ({ payload }) =>
    new Response(documentOf(payload, operations), {
      headers: { 'content-type': 'application/json' },
    }),
})
