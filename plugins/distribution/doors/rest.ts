import type { CollectionConfig, Config, Endpoint, PayloadRequest } from 'payload'
import { callerOfDevice } from '../assist/callerOfDevice.ts'
import { checkInput } from '../checkInput.ts'
import { DistributionError } from '../errors.ts'
import { inTransaction } from '../model/database.ts'
import { type Operation, takesKey } from '../operation.ts'
import { type OwnCollection, ownCollections, type Settings } from '../options.ts'
import { answerError } from '../problem.ts'
import { runOperation } from '../runOperation.ts'
import { callerOf } from '../security/standing.ts'
import { settingsOf } from '../settings.ts'
import { beginOnce, readKey } from './idempotency.ts'
import { readInput } from './readInput.ts'

/** The names of the parameters in a path: `id` in `/plans/{id}/cancel`. */
export const parametersOf = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')

/** Runs one operation for a request: who, what, once, and the answer. */
const handle = async (operation: Operation, req: PayloadRequest): Promise<Response> => {
  const { payload } = req
  const settings = settingsOf(payload)
  const caller = callerOf(req, settings) ?? (await callerOfDevice(req, settings))
  if (!caller) {
    throw new DistributionError('UNAUTHENTICATED', 'Log in, or send an API key, to do this.')
  }
  if (caller.device !== undefined && !operation.isForPhones) {
    throw new DistributionError(
      'FORBIDDEN',
      'The credential of a phone opens tasks only. Log in with your password to do this.',
    )
  }
  const { method, path } = operation.route
  const key = takesKey(operation) ? readKey(req.headers) : undefined
  const { input: said, body } = await readInput({ req, method, parameters: parametersOf(path) })
  // Before the transaction is begun and the key is noted: what does not fit costs nothing.
  const input = checkInput(operation, said)
  const now = new Date()
  const run = () => runOperation({ payload, operation, input, caller, now, req, settings })
  if (operation.isOutward) return Response.json(await run(), { status: 200 })
  return inTransaction({ payload, req }, async ({ db }) => {
    const once = key
      ? await beginOnce({
          db,
          caller: caller.id,
          operation: operation.name,
          key,
          path: new URL(req.url ?? '', 'http://local').pathname,
          body,
          now,
        })
      : undefined
    if (once && 'kept' in once) {
      return Response.json(once.kept.response, {
        status: once.kept.status,
        headers: { 'idempotent-replayed': 'true' },
      })
    }
    const answer = await run()
    if (once) await once.keep({ status: 200, response: answer })
    return Response.json(answer, { status: 200 })
  })
}

const toEndpoint = (operation: Operation, path: string): Endpoint => ({
  path: path.replaceAll(/\{(\w+)\}/g, ':$1'),
  method: operation.route.method,
  handler: async (req) => {
    try {
      return await handle(operation, req)
    } catch (error) {
      return answerError(error, req)
    }
  },
})

/** The collection whose API a path belongs to, by the slug that it has here; undefined for paths of their own. */
export const slugOfPath = (path: string, settings: Settings): string | undefined => {
  const first = path.split('/')[1] ?? ''
  if (first === 'tenants') return settings.tenantsSlug
  return (ownCollections as readonly string[]).includes(first)
    ? settings.slugs[first as OwnCollection]
    : undefined
}

/** Adds the REST endpoint of each operation: those below a collection to that collection, the others to the root. */
export const addOperationEndpoints = (args: {
  config: Config
  operations: Operation[]
  settings: Settings
}): void => {
  const { config, settings } = args
  for (const operation of args.operations) {
    const { path } = operation.route
    const slug = slugOfPath(path, settings)
    if (slug === undefined) {
      config.endpoints = [...(config.endpoints ?? []), toEndpoint(operation, path)]
      continue
    }
    const below = path.slice(path.indexOf('/', 1))
    config.collections = (config.collections ?? []).map(
      (collection): CollectionConfig =>
        collection.slug === slug
          ? {
              ...collection,
              endpoints: [toEndpoint(operation, below), ...(collection.endpoints || [])],
            }
          : collection,
    )
  }
}
