import type { Operation } from '../../operation.ts'
import type { Settings } from '../../options.ts'
import { tagOf, tags } from '../../tags.ts'
import { slugOfPath } from '../rest.ts'
import { createSchemas, type IdKind } from './createSchemas.ts'
import { describeFiles } from './describeFiles.ts'
import { describeLogIn } from './describeLogIn.ts'
import { describeOperation } from './describeOperation.ts'
import { problemSchema } from './describeProblems.ts'
import { describePushes } from './describePushes.ts'
import { problemExamples } from './problemExamples.ts'
import { securitySchemes } from './securitySchemes.ts'

type Args = {
  operations: Operation[]
  settings: Settings
  /** Where Payload's API is, below the server's address. */
  apiRoute: string
  ids: IdKind
}

const description = `What people and programs can do with Postyard: plan posts, follow their deliveries, and post by hand where a platform forbids automation.

An app for the phones of field agents needs only the first six parts. Its life: log in once (\`users.logIn\`, \`devices.signIn\`); be woken by a push (\`push.task\`, under webhooks); read the tasks (\`tasks.list\`); open one, so that nobody else does it (\`tasks.open\`); fetch its caption and files (\`tasks.read\`, \`files.fetch\`); say that it is still open (\`tasks.open\` again); answer (\`tasks.answer\`), with an \`Idempotency-Key\` that is kept until the answer is there.

Instants are UTC (RFC 3339). Errors are problems by RFC 9457, with a stable \`code\` and a sentence for a person in \`detail\`. A GET never changes anything. The schemas are exact for this version; a later one may add fields to answers, so an app that ignores what it does not know goes on working.`

/** The path of an operation as it is called in this installation. */
const publicPath = (operation: Operation, settings: Settings): string => {
  const { path } = operation.route
  const slug = slugOfPath(path, settings)
  return slug === undefined ? path : `/${slug}${path.slice(path.indexOf('/', 1))}`
}

const order = Object.keys(tags)

const inOrder = (operations: Operation[]): Operation[] =>
  operations.toSorted((a, b) => order.indexOf(tagOf(a)) - order.indexOf(tagOf(b)))

/**
 * The OpenAPI 3.1 document: all operations, made from their definitions, and beside them what a phone needs that is none
 * of them: the log-in, the files of a task, and the pushes.
 */
export const openApiDocument = (args: Args): Record<string, unknown> => {
  const { settings, ids } = args
  const schemas = createSchemas(ids)
  const logIn = describeLogIn(settings, schemas)
  const paths: Record<string, Record<string, unknown>> = { ...logIn.paths, ...describeFiles() }
  for (const operation of inOrder(args.operations)) {
    const path = publicPath(operation, settings)
    const described = describeOperation({ operation, schemas })
    paths[path] = { ...paths[path], [operation.route.method]: described }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Postyard', version: '0.1.0', description },
    servers: [{ url: `${settings.serverUrl}${args.apiRoute}` }],
    security: [],
    tags: Object.entries(tags).map(([name, text]) => ({ name, description: text })),
    paths,
    webhooks: describePushes(schemas),
    components: {
      securitySchemes: securitySchemes(settings),
      examples: problemExamples(),
      schemas: { Problem: problemSchema, ...logIn.schemas, ...schemas.components },
    },
  }
}
