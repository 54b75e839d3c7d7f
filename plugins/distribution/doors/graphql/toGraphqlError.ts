import type { GraphQLError, GraphQLResolveInfo } from 'graphql'
import { APIError, type Config, type PayloadRequest } from 'payload'
import { problemOf } from '../../problem.ts'
import type { Graphql } from './scalars.ts'

type Args = {
  error: unknown
  req: Pick<PayloadRequest, 'payload'>
  info: GraphQLResolveInfo
  graphql: Graphql
}

const name = 'PostyardProblem'

/** What a field ends with, in the form that Payload passes on: the problem stands in `extensions.data`. */
export const toGraphqlError = ({ error, req, info, graphql }: Args): GraphQLError => {
  const { code, status, detail, errors } = problemOf(error, req)
  const data = { code, status, detail, ...(errors ? { errors } : {}) }
  const located = new graphql.GraphQLError(detail, {
    nodes: info.fieldNodes,
    // With its place, GraphQL hands it on as it is, name included.
    path: graphql.responsePathAsArray(info.path),
    originalError: new APIError(detail, status, data),
  })
  located.name = name
  return located
}

/** Payload would log each refusal as a failure, with its stack; `problemOf` has logged what is worth it. */
export const quietProblems = (config: Config): void => {
  config.loggingLevels = Object.assign({ ...config.loggingLevels }, { [name]: false })
}
