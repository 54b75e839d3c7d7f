import type { CollectionAfterReadHook, PayloadRequest } from 'payload'
import type { Settings } from '../../options.ts'
import { dbOf, type ID, rows, sql } from '../database.ts'
import { projectState } from '../projectState.ts'
import type { DeliveryState } from '../states.ts'

type Loader = { wanted: ID[]; answer: Promise<Map<string, DeliveryState[]>> }

const loaders = new WeakMap<PayloadRequest, Loader>()

const readStates = async (
  req: PayloadRequest,
  ids: ID[],
): Promise<Map<string, DeliveryState[]>> => {
  const found = await rows<{ post_id: ID; states: DeliveryState[] }>(
    await dbOf(req),
    sql`
      select post_id, json_agg(state) as states
      from postyard_deliveries
      where post_id = any(${sql.param(ids)})
      group by post_id`,
  )
  return new Map(found.map((row) => [String(row.post_id), row.states]))
}

/** All posts that are read in one go are asked for in one statement. */
const statesOf = async (req: PayloadRequest, id: ID): Promise<DeliveryState[]> => {
  const open = loaders.get(req)
  if (open) {
    open.wanted.push(id)
    return (await open.answer).get(String(id)) ?? []
  }
  const wanted = [id]
  const answer = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
    loaders.delete(req)
    return readStates(req, wanted)
  })
  loaders.set(req, { wanted, answer })
  return (await answer).get(String(id)) ?? []
}

/** Derives a post's state from its deliveries each time it is read. */
export const addPostState =
  (_settings: Settings): CollectionAfterReadHook =>
  async ({ doc, req }) => {
    if (!doc?.id) return doc
    return { ...doc, state: projectState(await statesOf(req, doc.id)) }
  }
