import { z } from 'zod'
import { sql } from '../../model/database.ts'
import { defineOperation } from '../../operation.ts'
import { exampleSource, sourceIdInput } from '../sources/sourceAnswer.ts'
import { ownedSource } from '../sources/sourceRows.ts'
import { tellSource } from '../sources/tellSource.ts'

export const deleteClaimSource = defineOperation({
  name: 'claimSources.delete',
  summary: 'Removes a source of claims with its secret: what it sends from now on is refused.',
  description: 'The claims that it has sent stay, and so do its letters.',
  route: { method: 'post', path: '/claim-sources/{id}/delete' },
  input: z.strictObject({ id: sourceIdInput }),
  output: z.object({ source: z.string() }),
  permission: 'claims.manage',
  errors: [],
  examples: {
    usual: { input: { id: exampleSource.id }, output: { source: exampleSource.id } },
  },
  run: async (input, context) => {
    const source = await ownedSource(context, input.id)
    await context.db.execute(sql`
      delete from postyard_claim_sources where id = ${source.id} and tenant = ${source.tenant}`)
    await tellSource(context, source, 'deleted')
    return { source: source.id }
  },
})
