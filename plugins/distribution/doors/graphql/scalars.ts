import type { GraphQLScalarType } from 'graphql'
import type { Config } from 'payload'

type Extend = NonNullable<NonNullable<Config['graphQL']>['queries']>

/** The module `graphql` as Payload hands it over: types of another copy of it would be refused. */
export type Graphql = Parameters<Extend>[0]

const descriptions = {
  PostyardID: 'The id of a record: a text or a number, as this installation has them.',
  PostyardText: 'A text.',
  PostyardInstant:
    'An instant with its offset, such as 2026-11-22T14:30:00+01:00 or 2026-11-22T13:30:00Z.',
  PostyardNumber: 'A number.',
  PostyardFlag: 'True or false.',
  PostyardJSON: 'A JSON value; the OpenAPI document has its schema.',
} as const

export type ScalarName = keyof typeof descriptions

export type Scalars = Record<ScalarName, GraphQLScalarType>

/**
 * The scalars of the operations' fields. What does not fit is refused by the operation's own schema, with the error
 * code that it has at every door, so that none of them refuses anything itself; their names say what is wanted.
 */
export const createScalars = (graphql: Graphql): Scalars =>
  Object.fromEntries(
    Object.entries(descriptions).map(([name, description]) => [
      name,
      new graphql.GraphQLScalarType({
        name,
        description,
        serialize: (value) => value,
        parseValue: (value) => value,
        parseLiteral: (node, variables) => graphql.valueFromASTUntyped(node, variables),
      }),
    ]),
  ) as Scalars
