import type { Payload, PayloadRequest } from 'payload'
import { system } from '../../model/changeState.ts'
import type { Db } from '../../model/database.ts'
import type { Caller, OperationContext } from '../../operation.ts'
import { settingsOf } from '../../settings.ts'

/** Postyard itself, as it plans what nobody has told it to plan today. */
const house: Caller = {
  id: 'postyard',
  name: system.name,
  standing: { isAgencyAdmin: true, roles: [] },
  actor: system,
}

/** What an operation works with, where Postyard does it by itself in a transaction that it holds. */
export const houseContext = (args: {
  payload: Payload
  req: PayloadRequest
  db: Db
  now: Date
}): OperationContext => ({ ...args, caller: house, settings: settingsOf(args.payload) })
