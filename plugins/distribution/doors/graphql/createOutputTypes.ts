import type { GraphQLObjectType, GraphQLOutputType } from 'graphql'
import type { RawSchema } from './rawSchema.ts'
import type { Graphql, Scalars } from './scalars.ts'

/** The type of an answer; `name` is that of an object that has none of its own. */
export type OutputTypeOf = (schema: RawSchema, name: string) => GraphQLOutputType

export const capitalise = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

const isName = (name: string): boolean => /^[_A-Za-z]\w*$/.test(name) && !name.startsWith('__')

/** The properties of an object of which it is known what it holds; undefined for maps and for what has other names. */
const fieldsIn = (schema: RawSchema): [string, RawSchema][] | undefined => {
  const fields = Object.entries(schema.properties ?? {})
  return fields.length > 0 && fields.every(([name]) => isName(name)) ? fields : undefined
}

/**
 * Makes the types of answers: objects with their fields where the schema names them, lists, texts, numbers and flags;
 * for maps and for alternatives a JSON value. A schema with a `component` name is one type wherever it stands. Nothing is
 * marked as always there, since the operation's own schema has seen to that.
 */
export const createOutputTypes = (graphql: Graphql, scalars: Scalars): OutputTypeOf => {
  const { GraphQLBoolean, GraphQLFloat, GraphQLList, GraphQLObjectType, GraphQLString } = graphql
  const shared = new Map<string, GraphQLObjectType>()
  const typeOf: OutputTypeOf = (schema, name) => {
    if (schema.isId) return scalars.PostyardID
    if (schema.anyOf) {
      const real = schema.anyOf.filter(({ type }) => type !== 'null')
      return real.length === 1 && real[0] ? typeOf(real[0], name) : scalars.PostyardJSON
    }
    if (schema.format === 'date-time') return scalars.PostyardInstant
    if (schema.type === 'string') return GraphQLString
    if (schema.type === 'boolean') return GraphQLBoolean
    if (schema.type === 'number' || schema.type === 'integer') return GraphQLFloat
    if (schema.type === 'array' && schema.items) return new GraphQLList(typeOf(schema.items, name))
    const fields = schema.type === 'object' ? fieldsIn(schema) : undefined
    if (!fields) return scalars.PostyardJSON
    const own = schema.component === undefined ? name : `Postyard${schema.component}`
    const known = shared.get(own)
    if (known) return known
    const made: GraphQLObjectType = new GraphQLObjectType({
      name: own,
      description: schema.description,
      fields: () =>
        Object.fromEntries(
          fields.map(([field, below]) => [
            field,
            { type: typeOf(below, `${own}${capitalise(field)}`), description: below.description },
          ]),
        ),
    })
    shared.set(own, made)
    return made
  }
  return typeOf
}
