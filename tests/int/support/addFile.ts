import type { Payload } from 'payload'
import type { Sample } from '../../../plugins/distribution/media/testing/samples.ts'

/** Puts a file into the media library of a client, as its upload would. */
export const addFile = async (
  payload: Payload,
  tenant: string,
  sample: Sample,
  alt = sample.name,
): Promise<string> => {
  const doc = (await payload.create({
    collection: 'media',
    data: { tenant, alt } as never,
    file: { ...sample },
  })) as unknown as { id: string }
  return doc.id
}
