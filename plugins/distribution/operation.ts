import type { Payload, PayloadRequest } from 'payload'
import { z } from 'zod'
import type { ErrorCode } from './errors.ts'
import type { Actor } from './model/changeState.ts'
import type { Db, ID } from './model/database.ts'
import type { Settings, Standing } from './options.ts'
import type { Permission } from './security/permissions.ts'
import type { Tag } from './tags.ts'

/** Who acts: a logged-in user, a program with a user of its own, or an API key. */
export type Caller = {
  /** Of the user, or of the key; what points at users takes `userOf`. */
  id: ID
  name: string
  standing: Standing
  actor: Actor
  /** The log-in that they came with, where there is one. */
  session?: string
  /** The phone by whose own credential they came. */
  device?: ID
  /** The API key that they are; it is no user. */
  key?: ID
}

/**
 * What an operation works with. `db` and `req` share one transaction, committed when it returns; there is none where the
 * operation is `isOutward`.
 */
export type OperationContext = {
  payload: Payload
  req: PayloadRequest
  db: Db
  caller: Caller
  settings: Settings
  now: Date
  /** What `before` of the operation found. */
  asked?: unknown
}

/** What is at hand when the work of an operation is committed. */
export type AfterContext = Pick<OperationContext, 'payload' | 'settings' | 'caller' | 'asked'> & {
  /** Aborts when nobody waits for the answer any more. */
  signal?: AbortSignal | undefined
}

export type Route = {
  method: 'get' | 'post'
  /**
   * The path below the API's root. `{id}` stands for an id. A path that begins with one of the plugin's own
   * collections follows that collection's slug where an application renames it.
   */
  path: `/${string}`
}

/** How an error is called at a path with words of its own. */
export type AliasProblem = { code: string; status: number }

/** A further path at which the REST door does the same; there it has a name of its own in the reference. */
export type Alias = {
  name: string
  path: Route['path']
  /** Where its programs know errors by other codes. @default our own */
  problemOf?: (code: ErrorCode) => AliasProblem
}

/** A request and the answer to it, as the reference shows them. */
export type Example<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> = {
  /** What is special about it, where there are several. */
  summary?: string
  /** Everything that is taken in: path, query and body in one object. */
  input: z.input<Input>
  output: z.input<Output>
}

export type Operation<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> = {
  /** Stable, dotted: `deliveries.cancel`. */
  name: string
  /** One sentence for the reference. */
  summary: string
  /** For the reference: when to call it, and what to do with its answer. */
  description?: string
  /** The part of the reference that it stands in; by default that of the first word of its name. */
  tag?: Tag
  /** For the reference, by a name each; the usual one first. */
  examples?: Record<string, Example<Input, Output>>
  route: Route
  /** Where the REST door does it too; the other doors have it once. Each path has the parameters of the first. */
  aliases?: readonly Alias[]
  /** Everything that is taken in: path, query and body in one object. */
  input: Input
  output: Output
  /** What the caller must be allowed to do, in the tenant that the operation is about. */
  permission: Permission
  /** Errors that it can end with, besides those that every operation has. */
  errors: readonly ErrorCode[]
  /** True where nothing is changed anywhere: a query at the GraphQL door, a tool without risk at the MCP door. */
  isReadOnly?: boolean
  /**
   * True where it waits for somebody else's server or for a picture: a transaction would keep a connection of the
   * database's pool from everybody meanwhile. It only reads, or writes one thing, once, when the answer is there. It takes
   * no key, since a repeat changes nothing.
   */
  isOutward?: boolean
  /** True where its answer holds a secret that nothing may keep: it refuses an Idempotency-Key, since answers are kept with it. */
  answersSecret?: boolean
  /** True where the long-lived credential of a phone suffices; everything else wants a log-in. */
  isForPhones?: boolean
  /** Fields of its input that the REST door also takes from a header, by the header's name: `{ ifMatch: 'If-Match' }`. */
  headerFields?: Record<string, string>
  /** The HTTP status of its answer at the REST door, such as 202 for what is not over yet. @default 200 */
  status?: (output: z.output<Output>) => number
  /** Headers of its answer at the REST door, such as an ETag; what they say stands in the output too. */
  headers?: (output: z.output<Output>) => Record<string, string>
  /**
   * What is found out before the transaction is begun, such as by asking somebody else's server, whose answer may take its
   * time. It changes nothing, or leaves a wish that ends by itself, since of two requests at once with the same key both come
   * here; a repeat that has its answer does not. `run` and `after` find it in their contexts, and what it is about may have
   * gone on meanwhile.
   */
  before?: (input: z.output<Input>, context: OperationContext) => Promise<unknown>
  run: (input: z.output<Input>, context: OperationContext) => Promise<z.input<Output>>
  /**
   * What comes when the work is committed, outside of any transaction, such as waiting for what was begun: what it returns
   * is the answer. The work is done, whatever becomes of this.
   */
  after?: (
    input: z.output<Input>,
    output: z.output<Output>,
    context: AfterContext,
  ) => Promise<z.input<Output>>
}

/** The one shape of every action that a person or a program can take; the doors are made from the list of them. */
export const defineOperation = <Input extends z.ZodType, Output extends z.ZodType>(
  operation: Operation<Input, Output>,
): Operation<Input, Output> => operation

/** An id as it comes over the wire. `isId` marks it for the reference, which says how ids look in this installation. */
export const idInput = z
  .union([z.string().min(1).max(64), z.number().int().positive()])
  .meta({ description: 'The id of a record.', isId: true })

export const idOutput = z.union([z.string(), z.number()]).meta({ isId: true })

/** An instant with a mandatory offset, such as `2026-11-22T14:30:00+01:00` or `…Z`. */
export const instantInput = z.iso
  .datetime({
    offset: true,
    error:
      'Give a date with its offset, such as 2026-11-22T14:30:00+01:00 or 2026-11-22T13:30:00Z.',
  })
  .meta({ format: 'date-time' })

export const instantOutput = z.iso.datetime().meta({ format: 'date-time' })

/** True where a request may bear an Idempotency-Key: it changes something. */
export const takesKey = ({
  route,
  isOutward,
  answersSecret,
}: Pick<Operation, 'route' | 'isOutward' | 'answersSecret'>): boolean =>
  route.method === 'post' && !isOutward && !answersSecret
