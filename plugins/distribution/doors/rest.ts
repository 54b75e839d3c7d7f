import type { CollectionConfig, Config, Endpoint, PayloadRequest } from 'payload'
import type { Alias, Operation } from '../operation.ts'
import { type OwnCollection, ownCollections, type Settings } from '../options.ts'
import { answerError } from '../problem.ts'
import { perform } from './perform.ts'
import { readInput } from './readInput.ts'

/** The names of the parameters in a path: `id` in `/plans/{id}/cancel`. */
export const parametersOf = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')

/** Answers one request for an operation; `told` gets the headers of its answer, whatever that is. */
const answer = async (
  operation: Operation,
  req: PayloadRequest,
  told: Headers,
): Promise<Response> => {
  const { method, path } = operation.route
  const performed = await perform({
    operation,
    req,
    tell: (headers) => {
      for (const [name, value] of Object.entries(headers)) told.set(name, value)
    },
    read: async () => ({
      key: req.headers.get('idempotency-key') ?? undefined,
      input: await readInput({
        req,
        method,
        parameters: parametersOf(path),
        headerFields: operation.headerFields,
      }),
    }),
  })
  const { output, status, headers, isReplayed } = performed
  for (const [name, value] of Object.entries(headers)) told.set(name, value)
  if (isReplayed) told.set('idempotent-replayed', 'true')
  return Response.json(output, { status, headers: told })
}

const toEndpoint = (
  operation: Operation,
  path: string,
  problemOf: Alias['problemOf'],
): Endpoint => ({
  path: path.replaceAll(/\{(\w+)\}/g, ':$1'),
  method: operation.route.method,
  handler: async (req) => {
    const told = new Headers()
    try {
      return await answer(operation, req, told)
    } catch (error) {
      return answerError(error, req, told, problemOf)
    }
  },
})

/** Every path at which an operation is done. */
export const pathsOf = ({
  route,
  aliases = [],
}: Pick<Operation, 'route' | 'aliases'>): string[] => [
  route.path,
  ...aliases.map(({ path }) => path),
]

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
  const places = args.operations.flatMap((operation) =>
    pathsOf(operation).map((path) => ({
      ...{ operation, path },
      problemOf: operation.aliases?.find((alias) => alias.path === path)?.problemOf,
    })),
  )
  for (const { operation, path, problemOf } of places) {
    const slug = slugOfPath(path, settings)
    if (slug === undefined) {
      config.endpoints = [...(config.endpoints ?? []), toEndpoint(operation, path, problemOf)]
      continue
    }
    const below = path.slice(path.indexOf('/', 1))
    config.collections = (config.collections ?? []).map(
      (collection): CollectionConfig =>
        collection.slug === slug
          ? {
              ...collection,
              endpoints: [toEndpoint(operation, below, problemOf), ...(collection.endpoints || [])],
            }
          : collection,
    )
  }
}
