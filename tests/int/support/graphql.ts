import {
  buildClientSchema,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  type IntrospectionQuery,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql'
import { type Answer, call, type Person } from './agency.ts'
import type { House } from './openHouse.ts'

export type Field = GraphQLField<unknown, unknown>

/** The schema as a client may read it. */
export const readSchema = async (house: House): Promise<GraphQLSchema> => {
  const { body } = await call(house, undefined, 'POST', '/graphql', {
    query: getIntrospectionQuery(),
  })
  return buildClientSchema(body.data as IntrospectionQuery)
}

export const fieldsOf = (schema: GraphQLSchema, kind: 'query' | 'mutation'): Field[] =>
  Object.values((kind === 'query' ? schema.getQueryType() : schema.getMutationType())!.getFields())

/** A value of which the schema of GraphQL has nothing to say, so that the request comes to whoever decides. */
const fill = (type: GraphQLInputType, given: Record<string, unknown>): unknown => {
  if (isNonNullType(type)) return fill(type.ofType, given)
  if (isListType(type)) return [fill(type.ofType, given)]
  if (isEnumType(type)) return type.getValues()[0]!.name
  if (isInputObjectType(type)) {
    const needed = Object.values(type.getFields()).filter(
      (field) => isNonNullType(field.type) || field.name in given,
    )
    return Object.fromEntries(
      needed.map((field) => [field.name, given[field.name] ?? fill(field.type, given)]),
    )
  }
  return (
    { Int: 1, Float: 1, Boolean: true, JSON: {}, DateTime: new Date().toISOString() }[type.name] ??
    'x'
  )
}

/** All that can be asked of an object, down to `depth` objects below it. */
export const select = (field: Field, depth: number): string => {
  const type = getNamedType(field.type)
  if (isUnionType(type)) return '{ __typename }'
  if (!isObjectType(type)) return ''
  const parts = Object.values(type.getFields()).flatMap((below) => {
    if (!isLeafType(getNamedType(below.type)) && depth === 0) return []
    if (below.args.some((argument) => isNonNullType(argument.type))) return []
    return [`${below.name} ${select(below, depth - 1)}`]
  })
  return parts.length === 0 ? '{ __typename }' : `{ ${parts.join(' ')} }`
}

/**
 * Asks for one field of the query or the mutation, for all that can be asked of it. Arguments that are not given are
 * left out, or filled where they must be there.
 */
export const ask = (
  house: House,
  person: Person | undefined,
  kind: 'query' | 'mutation',
  field: Field,
  given: Record<string, unknown> = {},
): Promise<Answer> => {
  const used = field.args.filter(({ name, type }) => name in given || isNonNullType(type))
  const head = used.map(({ name, type }) => `$${name}: ${type}`).join(', ')
  const rest = used.map(({ name }) => `${name}: $${name}`).join(', ')
  const variables = Object.fromEntries(
    used.map(({ name, type }) => {
      const value = given[name]
      const isPart = isInputObjectType(getNamedType(type)) && name === 'data'
      return [
        name,
        isPart ? fill(type, (value ?? {}) as Record<string, unknown>) : (value ?? fill(type, {})),
      ]
    }),
  )
  const query = `${kind} ${head === '' ? '' : `(${head})`} { ${field.name} ${rest === '' ? '' : `(${rest})`} ${select(field, 2)} }`
  return call(house, person, 'POST', '/graphql', { query, variables })
}
