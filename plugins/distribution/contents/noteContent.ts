import type { Payload } from 'payload'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import type { PlanContent } from '../model/planContent.ts'
import { isNetworkPlan } from './isNetworkPlan.ts'
import { joinContents } from './joinContents.ts'
import { keepEarlierEffects } from './keepEarlierEffects.ts'
import { lockContents } from './lockContents.ts'
import { readMarks } from './readMarks.ts'
import { wantLooks } from './wantLooks.ts'

type Args = { payload: Payload; db: Db; tenant: ID; plan: ID }

type Plan = {
  post_id: ID
  content: PlanContent
  content_id: string | null
  is_network: boolean
  texts: string[]
}

const readPlan = async ({ db, tenant, plan }: Args): Promise<Plan | undefined> => {
  const [found] = await rows<Plan>(
    db,
    sql`
      select p.post_id, p.content, ${isNetworkPlan} as is_network,
        (select cp.content from postyard_content_plans cp where cp.plan = p.id) as content_id,
        array(
          select distinct d.variation->>'text' from postyard_deliveries d
          where ${isNetworkPlan} and d.plan_id = p.id and d.tenant_id = p.tenant_id
            and d.variation->>'text' is not null
        ) as texts
      from postyard_plans p where p.id = ${plan} and p.tenant_id = ${tenant}`,
  )
  return found
}

/**
 * Writes down with what else a plan shares its content, in the transaction that makes the plan or changes what it says;
 * its deliveries stand already, with their variations. What it said before stays with it. Files whose look is not known
 * yet are looked at soon, and may bring more together then.
 *
 * Returns the id of the content, which may become another one when contents turn out to be one.
 */
export const noteContent = async (args: Args): Promise<string | undefined> => {
  const { payload, db, tenant, plan } = args
  await lockContents({ db, tenant })
  const found = await readPlan(args)
  if (!found) return undefined
  const { content, is_network: isNetwork, texts } = found
  const marks = await readMarks({ payload, db, tenant, post: found.post_id, content, texts })
  const also = found.content_id === null ? [] : [found.content_id]
  const { id, isSpread } = await joinContents({ db, tenant, marks, also, isNetwork })
  if (found.content_id !== id) {
    await db.execute(sql`
      insert into postyard_content_plans (plan, tenant, content)
      values (${plan}, ${String(tenant)}, ${id})
      on conflict (plan) do update set content = excluded.content`)
  }
  if (isSpread) await keepEarlierEffects({ db, tenant, content: id })
  await wantLooks({ payload, db, tenant, media: content.media })
  return id
}
