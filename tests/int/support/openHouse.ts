import config from '@payload-config'
import { GRAPHQL_POST } from '@payloadcms/next/routes'
import { getPayload, handleEndpoints, type Payload } from 'payload'
import { serveRequests } from './serveRequests.ts'

export type House = {
  payload: Payload
  /** Where the API answers: `http://127.0.0.1:…/api`. */
  api: string
  close: () => Promise<void>
}

/** The application as its clients meet it: Payload with its API, REST and GraphQL, on a real port; any free one by default. */
export const openHouse = async ({ port = 0 } = {}): Promise<House> => {
  const sanitized = await config
  const payload = await getPayload({ config: sanitized })
  const answerGraphql = GRAPHQL_POST(sanitized)
  const served = await serveRequests({
    port,
    answer: (request, url) =>
      request.method === 'POST' && url === '/api/graphql'
        ? answerGraphql(request)
        : handleEndpoints({ config: sanitized, request }),
  })
  return { payload, ...served }
}
