import { type Db, type ID, rows, sql } from '../model/database.ts'

/**
 * The texts that deliveries of an ordinary plan have of their own, by channel: an edit of the post leaves them as they are.
 * Those of a network plan are made anew from what it keeps (`variationOfPlan`).
 */
export const ownTextsOfPlan = async (
  db: Db,
  { tenant, plan }: { tenant: ID; plan: ID },
): Promise<((channel: ID) => string | undefined) | undefined> => {
  const found = await rows<{ channel_id: ID; text: string }>(
    db,
    sql`
      select d.channel_id, d.variation ->> 'text' as text
      from postyard_deliveries d
      join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
      where d.plan_id = ${plan} and d.tenant_id = ${tenant} and p.network is null and d.variation ? 'text'`,
  )
  if (found.length === 0) return undefined
  const texts = new Map(found.map(({ channel_id, text }) => [String(channel_id), text]))
  return (channel) => texts.get(String(channel))
}
