import type {
  GraphQLFieldConfigArgumentMap,
  GraphQLInputType,
  GraphQLList,
  GraphQLScalarType,
} from 'graphql'
import { type Operation, takesKey } from '../../operation.ts'
import { type RawSchema, rawSchema } from './rawSchema.ts'
import type { Graphql, Scalars } from './scalars.ts'

type Args = { operation: Operation; graphql: Graphql; scalars: Scalars }

const keyDescription =
  'An id that the caller makes for this one act, such as a UUID. A repeat with the same key within 24 hours gets the same answer and changes nothing.'

const inputTypeOf = (
  schema: RawSchema,
  graphql: Graphql,
  scalars: Scalars,
): GraphQLScalarType | GraphQLList<GraphQLInputType> => {
  if (schema.isId) return scalars.PostyardID
  if (schema.format === 'date-time') return scalars.PostyardInstant
  if (schema.type === 'string') return scalars.PostyardText
  if (schema.type === 'boolean') return scalars.PostyardFlag
  if (schema.type === 'number' || schema.type === 'integer') return scalars.PostyardNumber
  if (schema.type === 'array' && schema.items) {
    return new graphql.GraphQLList(inputTypeOf(schema.items, graphql, scalars))
  }
  return scalars.PostyardJSON
}

const describe = (schema: RawSchema, isRequired: boolean): string | undefined => {
  const sentences = [
    schema.description,
    schema.enum ? `One of: ${schema.enum.map(String).join(', ')}.` : undefined,
    isRequired ? 'Must be given.' : undefined,
  ].filter((sentence) => sentence !== undefined)
  return sentences.length === 0 ? undefined : sentences.join(' ')
}

/**
 * The arguments of an operation's field. All of them may be left out as far as GraphQL is concerned: the operation says
 * what is missing, as at every door.
 */
export const describeArguments = (args: Args): GraphQLFieldConfigArgumentMap => {
  const { operation, graphql, scalars } = args
  const schema = rawSchema(operation.input, 'input')
  const own = Object.entries(schema.properties ?? {}).map(([name, property]) => [
    name,
    {
      type: inputTypeOf(property, graphql, scalars),
      description: describe(property, schema.required?.includes(name) ?? false),
    },
  ])
  return {
    ...Object.fromEntries(own),
    ...(takesKey(operation)
      ? { idempotencyKey: { type: scalars.PostyardText, description: keyDescription } }
      : {}),
  }
}
