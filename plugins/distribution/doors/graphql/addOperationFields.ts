import type { GraphQLFieldConfig } from 'graphql'
import {
  type AfterErrorHook,
  type Config,
  isolateObjectProperty,
  type PayloadRequest,
} from 'payload'
import type { Operation } from '../../operation.ts'
import { perform } from '../perform.ts'
import { capitalise, createOutputTypes, type OutputTypeOf } from './createOutputTypes.ts'
import { describeArguments } from './describeArguments.ts'
import { rawSchema } from './rawSchema.ts'
import { createScalars, type Graphql, type Scalars } from './scalars.ts'
import { quietProblems, toGraphqlError } from './toGraphqlError.ts'

type Context = { req: PayloadRequest; headers: Record<string, string> }

type Field = GraphQLFieldConfig<unknown, Context, Record<string, unknown>>

/** So that one request asks for fewer than 20 operations; Payload's limit is 1,000. */
const complexity = 50

/** The field of an operation: `plansCancel` for `plans.cancel`. */
export const fieldNameOf = ({ name }: Pick<Operation, 'name'>): string => {
  const [first = '', ...rest] = name.split('.')
  return first + rest.map(capitalise).join('')
}

const toField = (args: {
  operation: Operation
  graphql: Graphql
  scalars: Scalars
  typeOf: OutputTypeOf
}): Field => {
  const { operation, graphql, scalars, typeOf } = args
  const { summary, description } = operation
  const name = `Postyard${capitalise(fieldNameOf(operation))}`
  return {
    description: description === undefined ? summary : `${summary} ${description}`,
    type: typeOf(rawSchema(operation.output, 'output'), name),
    args: describeArguments({ operation, graphql, scalars }),
    extensions: { complexity },
    resolve: async (_, { idempotencyKey, ...input }, { req, headers }, info) => {
      try {
        const key = idempotencyKey ?? undefined
        const performed = await perform({
          operation,
          // Fields of a query are resolved side by side: each has a transaction of its own.
          req: isolateObjectProperty(req, 'transactionID'),
          read: () => ({ input, key }),
          tell: (told) => Object.assign(headers, told),
        })
        if (performed.isReplayed) headers['idempotent-replayed'] = 'true'
        return performed.output
      } catch (error) {
        throw toGraphqlError({ error, req, info, graphql })
      }
    },
  }
}

type Kind = 'queries' | 'mutations'

const kindOf = ({ isReadOnly }: Operation): Kind => (isReadOnly ? 'queries' : 'mutations')

/** The code of one of our errors also stands where GraphQL's clients look for it. */
const liftCode: AfterErrorHook = ({ graphqlResult }) => {
  const { data } = (graphqlResult?.extensions ?? {}) as { data?: { code?: unknown } }
  if (!graphqlResult || typeof data?.code !== 'string') return undefined
  const extensions = { ...graphqlResult.extensions, code: data.code }
  return { graphqlResult: { ...graphqlResult, extensions } }
}

/**
 * Adds one field for each operation to Payload's GraphQL schema: queries for those that only read, mutations for the
 * others.
 */
export const addOperationFields = (args: { config: Config; operations: Operation[] }): void => {
  const { config, operations } = args
  let made: { scalars: Scalars; typeOf: OutputTypeOf } | undefined
  const fieldsOf = (kind: Kind, graphql: Graphql, others: Record<string, unknown>) => {
    if (!made) {
      const scalars = createScalars(graphql)
      made = { scalars, typeOf: createOutputTypes(graphql, scalars) }
    }
    const fields: Record<string, Field> = {}
    for (const operation of operations.filter((one) => kindOf(one) === kind)) {
      const name = fieldNameOf(operation)
      if (name in others) {
        throw new Error(
          `postyard: GraphQL has a field "${name}" already. Give the collection it belongs to other names, under "graphQL".`,
        )
      }
      fields[name] = toField({ operation, graphql, ...made })
    }
    return fields
  }
  const { graphQL, hooks } = config
  config.graphQL = {
    ...graphQL,
    queries: (graphql, context) => ({
      ...graphQL?.queries?.(graphql, context),
      ...fieldsOf('queries', graphql, context.Query.fields),
    }),
    mutations: (graphql, context) => ({
      ...graphQL?.mutations?.(graphql, context),
      ...fieldsOf('mutations', graphql, context.Mutation.fields),
    }),
  }
  quietProblems(config)
  config.hooks = { ...hooks, afterError: [...(hooks?.afterError ?? []), liftCode] }
}
