import config from '@payload-config'
import { GRAPHQL_POST, REST_OPTIONS } from '@payloadcms/next/routes'

const answer = GRAPHQL_POST(config)

/** GraphQL takes JSON alone; a form would be read and written to the disk before anybody asks who sends it. */
export const POST = async (request: Request): Promise<Response> =>
  request.headers.get('content-type')?.toLowerCase().includes('multipart/')
    ? new Response(null, { status: 415 })
    : answer(request)

export const OPTIONS = REST_OPTIONS(config)
