import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { listedTenants } from '../../listedTenants.ts'
import { anyOf, listInput, nextOutput } from '../../listInput.ts'
import { type ClaimLetterRow, claimLetterCodes } from '../../model/claims.ts'
import { rows, sql } from '../../model/database.ts'
import { defineOperation } from '../../operation.ts'
import {
  exampleLetter,
  letterIdInput,
  letterOutput,
  toLetterAnswer,
} from '../letters/letterAnswer.ts'
import { letterColumns, toLetterRow } from '../letters/letterRows.ts'

const permission = 'claims.manage'

export const listClaimLetters = defineOperation({
  name: 'claimLetters.list',
  summary: 'Lists messages about claims that could not become one, the newest first.',
  description:
    'Call it to see what waits for somebody: add what a message names and it is taken up by itself; try it again where something else was mended; drop what is of no use.',
  route: { method: 'get', path: '/claim-letters' },
  input: z.strictObject({
    ...listInput,
    cursor: letterIdInput
      .optional()
      .meta({ description: 'The `next` of the answer before; left out, the first page.' }),
    state: z
      .enum(['open', 'settled'])
      .default('open')
      .meta({ description: 'Whether it still waits.' }),
    code: anyOf(z.enum(claimLetterCodes)).optional(),
  }),
  output: z.object({ letters: z.array(letterOutput), next: nextOutput }),
  permission,
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { tenant: exampleIds.tenant },
      output: { letters: [exampleLetter], next: null },
    },
  },
  run: async ({ tenant, cursor, limit, state, code }, context) => {
    const { payload, db } = context
    const tenants = await listedTenants(context, tenant, permission)
    const found = await rows<ClaimLetterRow>(
      db,
      sql`
        select ${letterColumns} from postyard_claim_letters
        where ${tenants === 'all' ? sql`true` : sql`tenant = any(${sql.param(tenants.map(String))})`}
          and settled_at is ${state === 'open' ? sql`null` : sql`not null`}
          ${cursor === undefined ? sql`` : sql`and postyard_claim_letters.id < ${cursor}::bigint`}
          ${code === undefined ? sql`` : sql`and code = any(${sql.param(code)})`}
        order by postyard_claim_letters.id desc
        limit ${limit + 1}`,
    )
    const letters = found.slice(0, limit).map((row) => toLetterAnswer(payload, toLetterRow(row)))
    return { letters, next: found.length > limit ? (letters.at(-1)?.id ?? null) : null }
  },
})
