import { type Answer, badRequest, withMsg } from '../http/answer.ts'
import type { Call } from '../http/matchRoute.ts'
import { storeFile } from './storeFile.ts'

const takenUrl = /\.(?:png|jpg|jpeg|gif|webp|mp4)(?:\?.*)?$/

/** Fetches a file from a public https address; anything else cannot be fetched. */
export async function uploadFromUrl({ sandbox, organisation, body }: Call): Promise<Answer> {
  const { url } = body
  if (typeof url !== 'string') return badRequest(['url must be a string'])
  if (!takenUrl.test(url))
    return badRequest(['url must have a valid extension: .png, .jpg, .jpeg, .gif, .webp, or .mp4'])
  if (URL.parse(url)?.protocol !== 'https:') return withMsg(400, 'Failed to fetch URL')
  const bytes = await fetchOrNull(sandbox.fetchPublic, url)
  if (!bytes) return withMsg(400, 'Failed to fetch URL')
  return storeFile({ sandbox, organisation, bytes })
}

async function fetchOrNull(fetchPublic: Call['sandbox']['fetchPublic'], url: string) {
  try {
    return await fetchPublic(url)
  } catch {
    // Postiz tells no reason either.
    return null
  }
}
