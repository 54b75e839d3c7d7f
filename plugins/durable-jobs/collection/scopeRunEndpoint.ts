import type { CollectionConfig } from 'payload'
import { runInScope } from '../lease/runScope.ts'
import { getRuntime } from '../runtime.ts'

/** `GET /api/payload-jobs/run` calls Payload's runner past `payload.jobs.run`; it gets a scope as well. */
export const scopeRunEndpoint = (collection: CollectionConfig): CollectionConfig => {
  if (!collection.endpoints) return collection
  return {
    ...collection,
    endpoints: collection.endpoints.map((endpoint) => {
      if (endpoint.path !== '/run') return endpoint
      return {
        ...endpoint,
        handler: (req) =>
          runInScope({
            runtime: getRuntime(req.payload),
            run: async () => endpoint.handler(req),
            isBroken: ({ status }) => status >= 500,
          }),
      }
    }),
  }
}
