import type { Operation } from '../../operation.ts'
import type { Settings } from '../../options.ts'
import { tagOf, tags } from '../../tags.ts'
import { slugOfPath } from '../rest.ts'
import { createSchemas, type IdKind } from './createSchemas.ts'
import { describeClaimSources } from './describeClaimSources.ts'
import { describeEvents } from './describeEvents.ts'
import { describeFiles } from './describeFiles.ts'
import { limitComponents } from './describeLimits.ts'
import { describeLogIn } from './describeLogIn.ts'
import { describeOperation } from './describeOperation.ts'
import { problemSchema } from './describeProblems.ts'
import { describePushes } from './describePushes.ts'
import { describeStreams } from './describeStreams.ts'
import { problemExamples } from './problemExamples.ts'
import { securitySchemes } from './securitySchemes.ts'

type Args = {
  operations: Operation[]
  settings: Settings
  /** Where Payload's API is, below the server's address. */
  apiRoute: string
  ids: IdKind
}

const describe = (
  rate: number,
) => `What people and programs can do with Postyard: plan posts, follow their deliveries, and post by hand where a platform forbids automation.

A program sends \`Authorization: Bearer pyk_…\` with a key that a manager of the client makes in the panel, under API, or with \`keys.create\`. It acts in that client alone and does what its scopes name; each operation says which one it needs.

**Once.** Send an \`Idempotency-Key\` with each POST that lists it, and repeat the request with the same key where no answer came: within 24 hours it gets the same answer and nothing happens twice. The same key with another request is refused (\`IDEMPOTENCY_CONFLICT\`), and so is any key where the answer holds a secret, which is kept for no repeat.

**Times.** What is sent has an offset (\`2026-11-22T14:30:00+01:00\`, or \`Z\`); what is answered is UTC (RFC 3339).

**Errors** are problems by RFC 9457, with a stable \`code\` for programs and a sentence for a person in \`detail\`, which says what to do.

**Limits.** A key may make ${rate} requests a minute, all keys of a client five times as many. Every answer says how many are left (\`RateLimit-Remaining\`, \`RateLimit-Reset\`); a request too many is answered 429, and \`Retry-After\` says how many seconds to wait.

An app for the phones of field agents needs only the first six parts below. Its life: log in once (\`users.logIn\`, \`devices.signIn\`); be woken by a push (\`push.task\`, under webhooks); read the tasks (\`tasks.list\`); open one, so that nobody else does it (\`tasks.open\`); fetch its caption and files (\`tasks.read\`, \`files.fetch\`); say that it is still open (\`tasks.open\` again); answer (\`tasks.answer\`), with an \`Idempotency-Key\` that is kept until the answer is there.

A GET never changes anything. The schemas are exact for this version; a later one may add fields to answers, so a program that ignores what it does not know goes on working.`

/** A path of an operation as it is called in this installation. */
const publicPath = (path: string, settings: Settings): string => {
  const slug = slugOfPath(path, settings)
  return slug === undefined ? path : `/${slug}${path.slice(path.indexOf('/', 1))}`
}

const order = Object.keys(tags)

const inOrder = (operations: Operation[]): Operation[] =>
  operations.toSorted((a, b) => order.indexOf(tagOf(a)) - order.indexOf(tagOf(b)))

/**
 * The OpenAPI 3.1 document: all operations, made from their definitions, and beside them what a phone needs that is none
 * of them: the log-in, the files of a task, and the pushes; what is answered piece by piece; and where
 * programs post what they sign.
 */
export const openApiDocument = (args: Args): Record<string, unknown> => {
  const { settings, ids } = args
  const schemas = createSchemas(ids)
  const logIn = describeLogIn(settings, schemas)
  const paths: Record<string, Record<string, unknown>> = {
    ...logIn.paths,
    ...describeFiles(),
    ...describeStreams(settings),
    ...describeClaimSources(schemas),
  }
  for (const operation of inOrder(args.operations)) {
    const { method, path: first } = operation.route
    for (const { name, path: own, problemOf } of [
      { name: operation.name, path: first, problemOf: undefined },
      ...(operation.aliases ?? []),
    ]) {
      const path = publicPath(own, settings)
      const described = describeOperation({ operation, schemas, problemOf })
      paths[path] = { ...paths[path], [method]: { ...described, operationId: name } }
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Postyard', version: '0.1.0', description: describe(settings.apiRatePerMinute) },
    servers: [{ url: `${settings.serverUrl}${args.apiRoute}` }],
    security: [],
    tags: Object.entries(tags).map(([name, text]) => ({ name, description: text })),
    paths,
    webhooks: { ...describePushes(schemas), ...describeEvents(schemas) },
    components: {
      securitySchemes: securitySchemes(settings),
      headers: limitComponents,
      examples: problemExamples(),
      schemas: { Problem: problemSchema, ...logIn.schemas, ...schemas.components },
    },
  }
}
