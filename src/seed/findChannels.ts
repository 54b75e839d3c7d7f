import type { Payload } from 'payload'

/**
 * The ids of channels of a client, by their integrations in the sandbox or by their names.
 *
 * @throws where one is missing
 */
export const findChannels = async (
  payload: Payload,
  tenant: string,
  targets: readonly string[],
): Promise<string[]> => {
  const { docs } = await payload.find({
    collection: 'channels',
    where: {
      and: [
        { tenant: { equals: tenant } },
        { or: [{ integrationId: { in: [...targets] } }, { name: { in: [...targets] } }] },
      ],
    },
    depth: 0,
    pagination: false,
  })
  if (docs.length !== targets.length)
    throw new Error(`The demo lacks a channel of ${targets.join(', ')}.`)
  return docs.map((doc) => String(doc.id))
}
